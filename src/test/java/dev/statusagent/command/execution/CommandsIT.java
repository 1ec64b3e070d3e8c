package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the packaged agent, among them a shell, which the policy lets do what it likes. */
class CommandsIT {
    private static final String ID = "web-1";
    private static final String TOKEN = "agent-token-0123456789-0123456789";

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void createDirectory() throws IOException {
        data = Files.createDirectory(directory.resolve("data")).toRealPath();
    }

    private PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_DATA_DIR", data.toString())
                .env("STATUS_COMMANDS_ALLOWED", "sh,sleep,echo");
    }

    private String script(String... lines) throws IOException {
        return Files.writeString(directory.resolve("script"), String.join("\n", lines) + "\n")
                .toString();
    }

    private static RawHttp.Answer execute(PackagedAgent agent, String name, int timeout) {
        String body = "{\"id\":\"c1\",\"name\":\"%s\",\"params\":{\"timeout_secs\":%d}}".formatted(name, timeout);
        return new SignedRequest(ID, TOKEN, "/api/v1/commands/execute")
                .body(body)
                .sign()
                .send(agent.uri());
    }

    private static CompletableFuture<RawHttp.Answer> begin(PackagedAgent agent, String name, int timeout) {
        return CompletableFuture.supplyAsync(() -> execute(agent, name, timeout));
    }

    /** What has the directory of the command as its home. */
    private List<ProcessStat> running() {
        ProcessTable table = new ProcessTable();
        String home = "HOME=" + data.resolve("run/c1");
        return table.alive().stream()
                .filter(process -> table.wasStartedWith(process.pid(), home))
                .toList();
    }

    @Test
    void whatAKilledAgentLeftRunningIsEndedByTheNext() {
        try (PackagedAgent first = agent().start()) {
            begin(first, "sleep 300", 600).exceptionally(cut -> null);
            first.waitFor("the command", () -> assertThat(running()).hasSize(1));
            first.kill();
        }
        assertThat(running()).hasSize(1);
        assertThat(data.resolve("run/c1")).exists();
        try (PackagedAgent next = agent().start()) {
            assertThat(running()).isEmpty();
            assertThat(data.resolve("run")).isEmptyDirectory();
            assertThat(next.output())
                    .anyMatch(line ->
                            line.contains("Killed 1 processes of commands that an earlier agent had left running"));
        }
    }

    @Test
    void aCommandThatIgnoresSigtermIsGoneWithItsChildren() throws IOException {
        String script = script(
                "trap '' TERM",
                "sleep 300 &",
                "setsid sleep 300 &",
                "(setsid sh -c 'sleep 300 & sleep 300' &)",
                "while :; do sleep 1; done");
        try (PackagedAgent agent = agent().start()) {
            RawHttp.Answer answer = execute(agent, "sh " + script, 2);
            assertThat(answer.text()).contains("\"status\":\"killed\"", "\"error\":\"killed after 2 s\"");
            assertThat(running()).isEmpty();
            assertThat(data.resolve("run")).isEmptyDirectory();
        }
    }

    @Test
    void twoGibibytesOfOutputCostNoMemory() throws IOException {
        String script = script("head -c 1073741824 /dev/zero &", "head -c 1073741824 /dev/zero >&2", "wait");
        try (PackagedAgent agent = agent().start()) {
            execute(agent, "echo warm", 5);
            long before = peakKib(agent);
            RawHttp.Answer answer = execute(agent, "sh " + script, 60);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"status\":\"success\"", "\"truncated\":true");
            assertThat(peakKib(agent) - before).isLessThan(32 * 1024);
        }
    }

    private static long peakKib(PackagedAgent agent) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(agent.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCommandUnderWayMayEndWhenTheAgentIsToldAndNoneBeginsAnyMore() throws IOException {
        Path end = directory.resolve("end");
        String script = script("while [ ! -e " + end + " ]; do sleep 0.1; done");
        try (PackagedAgent agent = agent().start()) {
            CompletableFuture<RawHttp.Answer> command = begin(agent, "sh " + script, 60);
            agent.waitFor("the command", () -> assertThat(running()).isNotEmpty());
            CompletableFuture<RawHttp.Answer> inLine = begin(agent, "echo next", 60);
            agent.waitFor(
                    "both to be let in",
                    () -> assertThat(agent.output())
                            .filteredOn(line -> line.contains("auth_success"))
                            .hasSize(2));
            agent.terminate();
            agent.waitFor(
                    "refusal",
                    () -> assertThat(agent.get("/capabilities").status()).isEqualTo(503));
            assertRefused(execute(agent, "echo new", 60));
            assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
            assertThat(agent.get("/health").status()).isEqualTo(200);
            Files.createFile(end);
            assertThat(command.join().text()).contains("HTTP/1.1 200 OK", "\"status\":\"success\"");
            assertThat(inLine.join().status()).isEqualTo(503);
            assertThat(agent.awaitExit()).isEqualTo(143);
            assertThat(agent.output()).noneMatch(line -> line.contains("ERROR"));
        }
    }

    private static void assertRefused(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("urn:status:problem:stopping");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void noCommandOutlivesTheAgent() throws IOException {
        String script = script("trap '' TERM", "(setsid sleep 300 &)", "while :; do sleep 1; done");
        try (PackagedAgent agent = agent().env("QUARKUS_SHUTDOWN_TIMEOUT", "2s").start()) {
            begin(agent, "sh " + script, 600).exceptionally(cut -> null);
            agent.waitFor("the command", () -> assertThat(running()).hasSizeGreaterThanOrEqualTo(3));
            assertThat(agent.stop()).isEqualTo(143);
            assertThat(running()).isEmpty();
            assertThat(data.resolve("run")).isEmptyDirectory();
        }
    }
}
