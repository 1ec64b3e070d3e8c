package dev.statusagent.testing;

import dev.statusagent.testing.agent.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Program() {}

    /**
     * Runs the command.
     *
     * @param environment added to that of the tests
     * @param input what it reads from stdin
     */
    public static Ended run(Path directory, Map<String, String> environment, String input, List<String> command) {
        Path in = directory.resolve("stdin");
        Path out = directory.resolve("stdout");
        Path err = directory.resolve("stderr");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(Redirect.to(out.toFile()))
                    .redirectError(Redirect.to(err.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(command.get(0) + " did not end within " + PATIENCE);
            }
            return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
