package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.agent.PackagedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of the packaged application: its file, and its end. */
class CommandStoreIT {
    @TempDir
    private Path data;

    @Test
    void setsADamagedFileAsideAndSaysSo() throws IOException {
        Path file = data.resolve("commands.db");
        Files.writeString(file, "no database at all");
        try (PackagedAgent agent = KilledAgent.agent(data)) {
            assertThat(KilledAgent.plane(agent).enqueue("a", "uname").status()).isEqualTo(202);
            List<String> errors = agent.stdout().stream()
                    .filter(line -> line.contains("ERROR"))
                    .toList();
            assertThat(errors).singleElement().asString().contains("cannot be read", "commands.db.damaged-");
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.filter(path -> path.getFileName().toString().startsWith("commands.db.damaged-")))
                    .singleElement()
                    .satisfies(path -> assertThat(path).hasContent("no database at all"));
        }
    }

    @Test
    void isNotReadyUntilItsFileCanBeReached() throws IOException {
        Path inTheWay = Files.createDirectory(data.resolve("commands.db"));
        try (PackagedAgent agent = KilledAgent.agent(data)) {
            assertThat(agent.get("/q/health/ready").status()).isEqualTo(503);
            RawHttp.Answer refused = KilledAgent.plane(agent).enqueue("a", "uname");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("urn:status:problem:store-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            Files.delete(inTheWay);
            agent.waitFor(
                    "readiness",
                    () -> assertThat(agent.get("/q/health/ready").status()).isEqualTo(200));
            assertThat(KilledAgent.plane(agent).enqueue("a", "uname").status()).isEqualTo(202);
        }
    }

    @Test
    void answersThoseWhoWaitWhenItIsToldToStop() throws Exception {
        try (PackagedAgent agent = KilledAgent.agent(data)) {
            ControlPlane plane = KilledAgent.plane(agent);
            assertThat(plane.poll().status()).isEqualTo(204);
            List<CompletableFuture<RawHttp.Answer>> waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> plane.get(ControlPlane.COMMANDS + "/wait/default?timeout=60")))
                    .limit(5)
                    .toList();
            agent.waitFor(
                    "clients that wait",
                    () -> assertThat(agent.get("/metrics", "Accept", "text/plain")
                                    .body())
                            .contains("status_command_waiting_clients 5.0"));
            long told = System.nanoTime();
            agent.terminate();
            for (CompletableFuture<RawHttp.Answer> answer : waiting) {
                assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
            }
            assertThat(agent.awaitExit()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
