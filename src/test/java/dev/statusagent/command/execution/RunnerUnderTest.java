package dev.statusagent.command.execution;

import dev.statusagent.audit.HeardAudit;
import dev.statusagent.command.Command;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.Priority;
import dev.statusagent.command.TestedCommands;
import dev.statusagent.config.DataDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner with a data directory and programs of the test's making beside those of the machine. */
final class RunnerUnderTest implements AutoCloseable {
    static final CommandOrigin ORIGIN = new CommandOrigin("tester", "192.0.2.7", "request-1");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final HeardAudit audit = new HeardAudit();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final AtomicInteger starts = new AtomicInteger();
    final Processes processes = new Processes();
    final HostPrograms programs;
    final ProcessRunner runner;
    final Launcher launcher;
    private final DataDirectory data;
    private final Path bin;

    RunnerUnderTest(Path directory, int concurrency, String... allowed) throws IOException {
        bin = Files.createDirectories(directory.resolve("bin"));
        data = DataDirectory.open(directory.resolve("data"));
        launcher = new Launcher(new SearchPath(List.of(bin, Path.of("/usr/bin"), Path.of("/bin")))) {
            @Override
            Process start(List<String> argv, Path work, String runId) throws IOException {
                starts.incrementAndGet();
                return super.start(argv, work, runId);
            }
        };
        CommandThreads threads = new CommandThreads();
        programs = new HostPrograms(launcher, processes, threads, data);
        TestedCommands commands = new TestedCommands(concurrency, allowed);
        runner = new ProcessRunner(
                commands.places(),
                commands.policy(),
                programs,
                threads,
                new NoContainers(),
                new CommandEvents(audit, TestedCommands.counting(metrics)),
                InstantSource.system());
    }

    /** Puts a shell script where programs are looked for. */
    void program(String name, String... lines) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    CommandResult run(String name) {
        return run(name, PATIENCE);
    }

    CommandResult run(String name, Duration timeout) {
        return run(new Command("c1", name, timeout, Priority.NORMAL));
    }

    CommandResult run(Command command) {
        runner.tryAcquire();
        return runner.run(command, ORIGIN).await().atMost(PATIENCE.plus(PATIENCE));
    }

    Path runs() {
        return data.file("run");
    }

    @Override
    public void close() throws IOException {
        runner.stop(Duration.ZERO);
        data.close();
    }
}
