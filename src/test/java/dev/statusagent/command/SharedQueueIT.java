package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three packaged agents share one queue in Redis; others take from it. */
class SharedQueueIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static QueueReplicas replicas;

    @BeforeAll
    static void start() {
        replicas = new QueueReplicas(directory, 3, false, RedisProcess.DURABLE);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void offerAgainWhatAKilledAgentHadGivenOut() {
        List<String> ids =
                IntStream.range(0, 10).mapToObj(i -> "given-out-" + i).toList();
        ids.forEach(id -> replicas.enqueue(0, id));
        Set<String> given = new HashSet<>();
        ids.forEach(id -> given.add(take(2, 1)));
        replicas.get(2).kill();
        assertThat(given).containsExactlyInAnyOrderElementsOf(ids);
        Set<String> again = new HashSet<>();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            RawHttp.Answer answer = replicas.plane(1).get(COMMANDS + "/wait/default?timeout=5");
            if (answer.status() == 200) {
                JsonNode command = ControlPlane.body(answer);
                assertThat(command.path("attempt").asInt()).isEqualTo(2);
                again.add(command.path("id").asText());
                replicas.plane(0).report(command.path("id").asText());
            }
            return again.size() == ids.size();
        });
        assertThat(again).isEqualTo(given);
        replicas.restart(2);
        assertThat(ControlPlane.body(replicas.plane(2).get(COMMANDS + "/given-out-0"))
                        .path("state")
                        .asText())
                .isEqualTo("done");
    }

    private static String take(int number, int attempt) {
        RawHttp.Answer answer = replicas.plane(number).get(COMMANDS + "/wait/default?timeout=10");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ControlPlane.body(answer).path("attempt").asInt()).isEqualTo(attempt);
        return ControlPlane.body(answer).path("id").asText();
    }

    @Test
    void loseNothingThatWasAcceptedWhenRedisIsKilledUnderLoad() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Set<String> reported = ConcurrentHashMap.newKeySet();
        ConcurrentMap<String, Integer> attempts = new ConcurrentHashMap<>();
        AtomicBoolean unavailable = new AtomicBoolean();
        AtomicBoolean back = new AtomicBoolean();
        AtomicInteger afterwards = new AtomicInteger();
        Thread takers = new Thread(() -> takeUntilAllAreDone(accepted, reported, attempts, afterwards));
        takers.start();
        Thread killer = new Thread(() -> {
            Awaitility.await().atMost(PATIENCE).until(() -> accepted.size() > 200);
            replicas.redis().kill();
            Awaitility.await().atMost(PATIENCE).until(unavailable::get);
            replicas.redis().start();
            back.set(true);
        });
        killer.start();
        replicas.onEach(number -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int i = 0; afterwards.get() < 300 && System.nanoTime() < end; i++) {
                String id = "killed-redis-" + number + "-" + i;
                RawHttp.Answer answer = replicas.plane(number).enqueue(id, "uname");
                if (answer.status() == 202) {
                    accepted.add(id);
                    if (back.get()) {
                        afterwards.incrementAndGet();
                    }
                } else {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                    unavailable.set(true);
                }
            }
        });
        killer.join();
        takers.join();
        assertThat(unavailable).isTrue();
        assertThat(reported).containsAll(accepted);
    }

    /** A command comes again only if it was not reported, and its lease has ended. */
    private static void takeUntilAllAreDone(
            Set<String> accepted,
            Set<String> reported,
            ConcurrentMap<String, Integer> attempts,
            AtomicInteger afterwards) {
        try {
            replicas.onEach(number -> {
                ControlPlane plane = replicas.plane(number);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while ((afterwards.get() < 300 || !reported.containsAll(accepted)) && System.nanoTime() < end) {
                    RawHttp.Answer answer = plane.get(COMMANDS + "/wait/default?timeout=1");
                    if (answer.status() == 200) {
                        JsonNode command = ControlPlane.body(answer);
                        String id = command.path("id").asText();
                        int attempt = command.path("attempt").asInt();
                        assertThat(reported).doesNotContain(id);
                        assertThat(attempts.getOrDefault(id, 0)).isLessThan(attempt);
                        attempts.put(id, attempt);
                        reportUntilItIsTaken(plane, id);
                        reported.add(id);
                    } else {
                        assertThat(answer.status()).isIn(204, 503);
                    }
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void reportUntilItIsTaken(ControlPlane plane, String id) {
        for (int status = 503; status == 503; status = plane.report(id).status()) {
            assertThat(status).isIn(200, 503);
        }
    }
}
