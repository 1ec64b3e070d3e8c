package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.agent.PackagedAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application runs what is enqueued there. */
class CommandWorkerIT {
    @TempDir
    private Path data;

    private PackagedAgent agent() {
        return KilledAgent.builder(data).start();
    }

    private static void enqueue(PackagedAgent agent, String id, String name) {
        assertThat(KilledAgent.plane(agent)
                        .post(
                                COMMANDS + "/enqueue",
                                "{\"id\":\"%s\",\"name\":\"%s\",\"params\":{\"timeout_secs\":120}}".formatted(id, name))
                        .status())
                .isEqualTo(202);
    }

    private static JsonNode find(PackagedAgent agent, String id) {
        return ControlPlane.body(KilledAgent.plane(agent).get(COMMANDS + "/" + id));
    }

    private static JsonNode awaitState(PackagedAgent agent, String id, String state) {
        agent.waitFor(
                id + " to be " + state,
                () -> assertThat(find(agent, id).path("state").asText()).isEqualTo(state));
        return find(agent, id);
    }

    @Test
    void runsWhatIsEnqueued() {
        try (PackagedAgent agent = agent()) {
            enqueue(agent, "hello", "echo hello");
            JsonNode done = awaitState(agent, "hello", "done");
            assertThat(done.path("leased_to").asText()).isEqualTo("agent");
            assertThat(done.path("attempts").asInt()).isEqualTo(1);
            assertThat(done.path("result").path("status").asText()).isEqualTo("success");
            assertThat(done.path("result").path("executed_by").asText()).isEqualTo("agent");
            assertThat(done.path("result").path("result").path("stdout").asText())
                    .isEqualTo("hello\n");
            assertThat(agent.get("/metrics", "Accept", "text/plain").body())
                    .containsPattern("status_commands_total\\{outcome=\"success\",?} 1\\.0");
        }
    }

    @Test
    void runsOneAfterTheOtherAndSharesItsPlaceWithExecute() {
        try (PackagedAgent agent = agent()) {
            enqueue(agent, "long", "sleep 3");
            enqueue(agent, "next", "echo next");
            awaitState(agent, "long", "running");
            assertThat(find(agent, "next").path("state").asText()).isEqualTo("queued");
            assertThat(KilledAgent.plane(agent)
                            .post(
                                    COMMANDS + "/execute",
                                    "{\"id\":\"now\",\"name\":\"echo now\",\"params\":{\"timeout_secs\":1}}")
                            .status())
                    .isEqualTo(503);
            awaitState(agent, "next", "done");
        }
    }

    @Test
    void offersAgainAtOnceWhatAKilledAgentWasRunning() {
        try (PackagedAgent agent = agent()) {
            enqueue(agent, "long", "sleep 60");
            awaitState(agent, "long", "running");
            agent.kill();
        }
        try (PackagedAgent agent = agent()) {
            assertThat(awaitState(agent, "long", "running").path("attempts").asInt())
                    .isEqualTo(2);
            agent.kill();
        }
    }

    @Test
    void letsACommandEndBeforeItStops() {
        try (PackagedAgent agent = agent()) {
            enqueue(agent, "short", "sleep 2");
            awaitState(agent, "short", "running");
            assertThat(agent.stop()).isIn(0, 143);
        }
        try (PackagedAgent agent = agent()) {
            JsonNode done = find(agent, "short");
            assertThat(done.path("state").asText()).isEqualTo("done");
            assertThat(done.path("attempts").asInt()).isEqualTo(1);
            assertThat(done.path("result").path("status").asText()).isEqualTo("success");
        }
    }

    @Test
    void offersAgainWhatItsOwnEndCutOff() {
        try (PackagedAgent agent =
                KilledAgent.builder(data).env("QUARKUS_SHUTDOWN_TIMEOUT", "1s").start()) {
            enqueue(agent, "long", "sleep 60");
            awaitState(agent, "long", "running");
            assertThat(agent.stop()).isIn(0, 143);
        }
        try (PackagedAgent agent = agent()) {
            assertThat(awaitState(agent, "long", "running").path("attempts").asInt())
                    .isEqualTo(2);
            agent.kill();
        }
    }
}
