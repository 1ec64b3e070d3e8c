package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.docker.PrivateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands for containers, metrics and health: the packaged application against itself, beside a real engine. */
class ContainersCommandIT {
    private static final String TOKEN = "static-token-0123456789-0123456789";
    private static final int LINES = 100_000;

    private static PrivateEngine engine;
    private static String port;
    private static PackagedAgent agent;

    @BeforeAll
    static void start() {
        engine = PrivateEngine.start();
        port = String.valueOf(PackagedAgentBuilder.freePort());
        agent = environment().env("DOCKER_HOST", engine.host()).start();
    }

    @AfterAll
    static void stop() {
        try {
            if (agent != null) {
                agent.close();
            }
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    @AfterEach
    void clear() {
        engine.clear();
    }

    private static PackagedAgentBuilder environment() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "agent-1")
                .env("LC_ALL", "C.UTF-8")
                .env("STATUS_PANEL_PORT", port)
                .env("RATE_LIMIT_PER_MIN", "100000")
                .secret("AGENT_TOKEN", TOKEN);
    }

    private static Ended status(String... arguments) {
        return environment().args(arguments).runToEnd();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    @Test
    void showsAndActs() {
        engine.run("web", "echo begun; sleep 1000", "--health-cmd=true", "--health-interval=1s");
        await("health", () -> engine.docker("ps").contains("(healthy)"));
        assertThat(status("containers").stdout())
                .hasSize(2)
                .last()
                .asString()
                .matches("web +running +healthy +probe:1 +- +\\d+s +0");
        assertThat(status("pause", "web").stdout()).containsExactly("web paused");
        Ended again = status("pause", "web");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.stderr()).containsExactly("status: HTTP 409 The container is paused already");
        assertThat(status("unpause", "web").exitCode()).isZero();
        assertThat(status("restart", "web").stdout()).containsExactly("web restarted");
        assertThat(status("logs", "web").stdout()).containsExactly("begun", "begun");
        assertThat(status("stop", "web").stdout()).containsExactly("web stopped");
        assertThat(status("start", "web").stdout()).containsExactly("web started");
        assertThat(status("start", "nobody").stderr()).containsExactly("status: HTTP 404 There is no such container");
    }

    @Test
    void anybodyMayAskForHealthAndMetrics() {
        PackagedAgentBuilder anybody = PackagedAgent.builder().env("STATUS_PANEL_PORT", port);
        assertThat(anybody.args("health", "--live").runToEnd().exitCode()).isZero();
        Ended metrics = PackagedAgent.builder()
                .env("STATUS_PANEL_PORT", port)
                .args("metrics")
                .runToEnd();
        assertThat(metrics.stdout()).anyMatch(line -> line.matches("memory +\\S+ %, \\S+ [MG]iB of \\S+ GiB"));
    }

    @Test
    void aLogIsPassedOnWhole() {
        engine.run("writer", "seq 1 " + LINES + "; echo bad >&2");
        engine.docker("wait", "writer");
        Ended log = status("logs", "writer", "-n", "all");
        assertThat(log.exitCode()).as(String.join("\n", log.stderr())).isZero();
        assertThat(log.stdout()).isEqualTo(numbers());
        assertThat(log.stderr()).containsExactly("bad");
    }

    @Test
    void followsThroughTheEndAndTheStartOfTheAgent() {
        engine.run(
                "writer",
                "while [ ! -e /go ]; do sleep 1; done; for i in 1 2 3 4 5 6 7 8 9 10;"
                        + " do seq $((i * 10000 - 9999)) $((i * 10000)); sleep 1; done");
        try (PackagedAgent follower =
                environment().args("logs", "-f", "-n", "all", "writer").begin()) {
            engine.docker("exec", "writer", "sh", "-c", "echo > /go");
            await("lines", () -> follower.stdout().size() >= LINES / 5);
            agent.kill();
            agent.close();
            agent = environment().env("DOCKER_HOST", engine.host()).start();
            assertThat(follower.awaitExit()).isZero();
            assertThat(follower.stdout()).isEqualTo(numbers());
            assertThat(follower.stderr()).containsExactly("status: the log was cut short; trying to take it up again");
        }
    }

    @Test
    void controlCEndsItWith130() throws IOException, InterruptedException {
        if (isInterruptIgnored()) {
            Requires.skip("this process ignores SIGINT, and so would its children");
        }
        engine.run("web", "echo begun; sleep 1000");
        try (PackagedAgent follower = environment().args("logs", "-f", "web").begin()) {
            await("the line", () -> follower.stdout().equals(List.of("begun")));
            assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(follower.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(follower.awaitExit()).isEqualTo(130);
            assertThat(follower.stderr()).isEmpty();
        }
    }

    private static boolean isInterruptIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 2) != 0;
    }

    @Test
    void endsQuietlyWhereNobodyReadsAnyMore() {
        engine.run("writer", "seq 1 " + LINES + "; sleep 1000");
        Ended piped = environment()
                .args("logs", "-f", "-n", "all", "writer")
                .pipedTo("head -n 3")
                .runToEnd();
        assertThat(piped.stdout()).containsExactly("1", "2", "3");
        assertThat(piped.stderr()).isEmpty();
    }

    private static List<String> numbers() {
        return IntStream.rangeClosed(1, LINES).mapToObj(String::valueOf).toList();
    }
}
