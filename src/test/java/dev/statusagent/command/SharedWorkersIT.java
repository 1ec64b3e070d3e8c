package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three packaged agents run what is in their one queue in Redis. */
class SharedWorkersIT {
    private static final int COMMANDS_EACH = 40;

    @TempDir
    private static Path directory;

    private static QueueReplicas replicas;

    @BeforeAll
    static void start() {
        replicas = new QueueReplicas(directory, 3, true, List.of());
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static JsonNode find(String id) {
        return ControlPlane.body(replicas.plane(0).get(COMMANDS + "/" + id));
    }

    private static String name(int number) {
        try {
            return "agent:"
                    + Files.readString(replicas.data(number).resolve("replica")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void runEachCommandOnce() throws Exception {
        replicas.onEach(number -> {
            for (int i = 0; i < COMMANDS_EACH; i++) {
                replicas.enqueue(number, "echo-" + number + "-" + i);
            }
        });
        Set<String> workers = new HashSet<>();
        for (int i = 0; i < COMMANDS_EACH * replicas.size(); i++) {
            String id = "echo-" + i % replicas.size() + "-" + i / replicas.size();
            replicas.get(0)
                    .waitFor(
                            id,
                            () -> assertThat(find(id).path("state").asText()).isEqualTo("done"));
            JsonNode done = find(id);
            assertThat(done.path("attempts").asInt()).isEqualTo(1);
            assertThat(done.path("result").path("result").path("stdout").asText())
                    .isEqualTo(id + "\n");
            workers.add(done.path("leased_to").asText());
        }
        assertThat(workers).hasSizeGreaterThan(1).isSubsetOf(name(0), name(1), name(2));
    }

    @Test
    void offerAgainAtOnceWhatTheyRanBeforeAKillAndNothingOfOthers() throws Exception {
        List<String> ids = List.of("long-1", "long-2", "long-3");
        ids.forEach(id -> assertThat(replicas.plane(1)
                        .post(
                                COMMANDS + "/enqueue",
                                "{\"id\":\"%s\",\"name\":\"sleep 15\",\"params\":{\"timeout_secs\":60}}".formatted(id))
                        .status())
                .isEqualTo(202));
        ids.forEach(id -> awaitRunning(id, 1));
        String own = ids.stream()
                .filter(id -> find(id).path("leased_to").asText().equals(name(2)))
                .findFirst()
                .orElseThrow();
        replicas.get(2).kill();
        replicas.restart(2);
        awaitRunning(own, 2);
        assertThat(ids)
                .filteredOn(id -> !id.equals(own))
                .allSatisfy(id -> assertThat(find(id).path("attempts").asInt()).isEqualTo(1));
    }

    private static void awaitRunning(String id, int attempt) {
        replicas.get(0).waitFor(id + " to run", () -> {
            JsonNode command = find(id);
            assertThat(command.path("state").asText()).as(command.toString()).isEqualTo("running");
            assertThat(command.path("attempts").asInt()).isEqualTo(attempt);
        });
    }
}
