package dev.statusagent.command.execution;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.config.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Runs programs, each in an empty directory of its own, and leaves nothing of them behind. */
@ApplicationScoped
class HostPrograms {
    private static final Logger LOG = Logger.getLogger(HostPrograms.class);

    private final Launcher launcher;
    private final Processes processes;
    private final CommandThreads threads;
    private final RunDirectories directories;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    HostPrograms(Launcher launcher, Processes processes, CommandThreads threads, DataDirectory data) {
        this.launcher = launcher;
        this.processes = processes;
        this.threads = threads;
        try {
            this.directories = new RunDirectories(data.directory("run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills what an agent that was itself killed has left running, and removes what it has left lying. */
    void clearUp() {
        try {
            int found = 0;
            for (RunRecord record : directories.leftOver()) {
                found += processes.family(record).kill();
            }
            directories.clear();
            if (found > 0) {
                LOG.warnf("Killed %d processes of commands that an earlier agent had left running", found);
            }
        } catch (IOException e) {
            LOG.warnf("What an earlier agent has left behind cannot be cleared up: %s", e);
        }
    }

    /** Runs the program to its end. Blocks for as long as its time allows, and some seconds. */
    Execution.Outcome run(Command command, List<String> argv) {
        String runId = UUID.randomUUID().toString();
        Path directory = null;
        try {
            directory = directories.create(command.id(), processes.record(runId));
            return execute(command, argv, directory, runId);
        } catch (Launcher.MissingException e) {
            return failure(e.getMessage());
        } catch (IOException e) {
            LOG.errorf("Command %s cannot be started: %s", command.id(), e);
            return failure("it could not be started; the agent's log says why");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure("interrupted");
        } finally {
            if (directory != null) {
                directories.remove(directory);
            }
        }
    }

    private Execution.Outcome execute(Command command, List<String> argv, Path directory, String runId)
            throws IOException, InterruptedException {
        if (stopped) {
            return new Execution.Outcome(CommandStatus.KILLED, null, "the agent stops", false);
        }
        Process process = launcher.start(argv, directory, runId);
        Family family = processes.family(runId, process.pid());
        Execution execution = new Execution(process, family, command.timeout(), threads);
        running.add(execution);
        try {
            if (stopped) {
                execution.stop(); // it may have missed the call to all
            }
            directories.write(directory, processes.record(runId, family));
            return execution.await();
        } finally {
            running.remove(execution);
            family.kill();
        }
    }

    /** Kills what runs; nothing is started any more. */
    void stop() {
        stopped = true;
        running.forEach(Execution::stop);
    }

    private static Execution.Outcome failure(String error) {
        return new Execution.Outcome(CommandStatus.FAILED, null, error, false);
    }
}
