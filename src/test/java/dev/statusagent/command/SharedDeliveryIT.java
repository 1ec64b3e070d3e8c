package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three packaged agents deliver from one queue in Redis, which keeps it in memory: the disk is not what is asked here. */
class SharedDeliveryIT {
    private static final int COMMANDS_EACH = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static QueueReplicas replicas;

    @BeforeAll
    static void start() {
        replicas = new QueueReplicas(directory, 3, false, List.of());
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void deliverEachOfThreeThousandCommandsOnce() throws Exception {
        Queue<String> delivered = new ConcurrentLinkedQueue<>();
        AtomicInteger reported = new AtomicInteger();
        int all = COMMANDS_EACH * replicas.size();
        Thread callers = new Thread(() -> enqueueOnEach("once-"));
        callers.start();
        replicas.onEach(number -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (reported.get() < all && System.nanoTime() < end) {
                RawHttp.Answer answer = replicas.plane(number).get(COMMANDS + "/wait/default?timeout=1");
                if (answer.status() == 200) {
                    String id = ControlPlane.body(answer).path("id").asText();
                    delivered.add(id);
                    assertThat(replicas.plane((number + 1) % replicas.size())
                                    .report(id)
                                    .status())
                            .isEqualTo(200);
                    reported.incrementAndGet();
                }
            }
        });
        callers.join();
        assertThat(delivered).hasSize(all).doesNotHaveDuplicates();
        assertThat(total("?state=queued&limit=1")).isZero();
        for (int number = 0; number < replicas.size(); number++) {
            assertThat(Files.exists(replicas.data(number).resolve("commands.db")))
                    .isFalse();
        }
    }

    private static void enqueueOnEach(String prefix) {
        try {
            replicas.onEach(number -> {
                for (int i = 0; i < COMMANDS_EACH; i++) {
                    replicas.enqueue(number, prefix + number + "-" + i);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long total(String query) {
        return ControlPlane.body(replicas.plane(0).get(COMMANDS + query))
                .path("total")
                .asLong();
    }
}
