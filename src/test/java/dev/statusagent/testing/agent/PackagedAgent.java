package dev.statusagent.testing.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * The packaged application, running as a process of its own with an environment of the test's making. Closing it ends the
 * process and fails if it, in all its life, said one of the registered secrets, in any encoding, to its output, in its
 * audit log or in an answer that came through here.
 */
public final class PackagedAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final AgentOutput output;
    private final AgentHttp http;
    private final Path workingDirectory;
    private final Path dataDirectory;
    private final LeakCheck leaks;

    PackagedAgent(
            Process process,
            AgentOutput output,
            AgentHttp http,
            Path workingDirectory,
            Path dataDirectory,
            LeakCheck leaks) {
        this.process = process;
        this.output = output;
        this.http = http;
        this.workingDirectory = workingDirectory;
        this.dataDirectory = dataDirectory;
        this.leaks = leaks;
    }

    public static PackagedAgentBuilder builder() {
        return new PackagedAgentBuilder();
    }

    /** {@code http://localhost:PORT}, or {@code https://}. */
    public URI uri() {
        return http.base();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The directory it runs in, which is its home directory too; removed when the agent is closed. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /** A secret that comes up while the agent runs, such as a token written to Vault; what was said before is searched too. */
    public void registerSecret(String name, String value) {
        leaks.secret(name, value);
    }

    /**
     * Sends a GET.
     *
     * @param headers names and values in turn
     */
    public Answer get(String path, String... headers) {
        return request("GET", path, null, headers);
    }

    /** Sends a POST of JSON; headers are names and values in turn. */
    public Answer post(String path, String json, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return request("POST", path, json, all);
    }

    /**
     * Sends any request.
     *
     * @param body null for none
     * @param headers names and values in turn
     */
    public Answer request(String method, String path, String body, String... headers) {
        try {
            return http.send(method, path, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + leaks.withoutSecrets(path) + " got no answer", e);
        }
    }

    /** Waits until the assertion holds; fails at once if the process ends before. */
    public void waitFor(String what, ThrowingRunnable assertion) {
        await(what).failFast("the agent ended", () -> !isRunning()).untilAsserted(assertion);
    }

    /** Waits until a line of the output contains the text. */
    public void waitForOutput(String text) {
        await("a line with " + text).until(() -> output().stream().anyMatch(line -> line.contains(text)));
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    /** The lines of stdout and then those of stderr, so far. */
    public List<String> output() {
        return java.util.stream.Stream.concat(stdout().stream(), stderr().stream())
                .toList();
    }

    public List<String> stdout() {
        return output.stdout();
    }

    public List<String> stderr() {
        return output.stderr();
    }

    /** Sends SIGTERM and returns at once. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close the streams and lose the last words
    }

    /** Sends SIGTERM and waits for the end; returns the exit code. */
    public int stop() {
        terminate();
        return awaitExit();
    }

    /** Sends SIGKILL and waits for the end. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitExit();
    }

    /** Waits until the process has ended and all its output is read; returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
                process.waitFor();
                throw new AssertionError("The agent did not end within " + PATIENCE + "\n" + transcript());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        output.awaitEnd();
        return process.exitValue();
    }

    /** Waits until {@code /health} is answered. */
    void awaitStart() {
        await("the start").until(() -> !isRunning() || isAnswering());
        if (!isRunning()) {
            throw new AssertionError("The agent ended with " + awaitExit() + "\n" + transcript());
        }
    }

    private boolean isAnswering() {
        try {
            return http.send("GET", "/health", null).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String transcript() {
        return leaks.withoutSecrets(String.join("\n", output()));
    }

    @Override
    public void close() {
        try {
            if (isRunning()) {
                stop();
            }
            output.awaitEnd();
            AuditFiles.tell(dataDirectory, leaks);
        } finally {
            Directories.delete(workingDirectory);
        }
        leaks.verify();
    }
}
