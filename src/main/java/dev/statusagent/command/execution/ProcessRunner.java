package dev.statusagent.command.execution;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandPolicy;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandRunner;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.ContainerActions;
import dev.statusagent.command.ParsedCommand;
import dev.statusagent.command.Places;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Runs programs as processes of this host, and has containers acted on; what neither can do is a failed command. */
@ApplicationScoped
public class ProcessRunner implements CommandRunner {
    private static final Logger LOG = Logger.getLogger(ProcessRunner.class);
    private static final String AGENT = "agent";
    private static final Duration KILLING = Duration.ofSeconds(10);

    private final Places places;
    private final CommandPolicy policy;
    private final HostPrograms programs;
    private final CommandThreads threads;
    private final ContainerActions containers;
    private final CommandEvents events;
    private final InstantSource clock;
    private final Set<CompletableFuture<CommandResult>> pending = ConcurrentHashMap.newKeySet();

    ProcessRunner(
            Places places,
            CommandPolicy policy,
            HostPrograms programs,
            CommandThreads threads,
            ContainerActions containers,
            CommandEvents events,
            InstantSource clock) {
        this.places = places;
        this.policy = policy;
        this.programs = programs;
        this.threads = threads;
        this.containers = containers;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public boolean tryAcquire() {
        return places.tryAcquire();
    }

    @Override
    public void release() {
        places.release();
    }

    @Override
    public void onFree(Runnable listener) {
        places.onFree(listener);
    }

    @Override
    public Uni<CommandResult> run(Command command, CommandOrigin origin) {
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        pending.add(result);
        var unused = result.whenComplete((done, failure) -> pending.removeIf(other -> other == result));
        threads.execute(() -> result.complete(runNow(command, origin)));
        return Uni.createFrom().completionStage(result::copy); // who loses interest in the result ends no command
    }

    /** Lets what runs go on for that time, and kills it then. Blocks until all have ended. */
    void stop(Duration patience) {
        if (!haveAllEnded(patience)) {
            programs.stop();
            haveAllEnded(KILLING);
        }
        programs.stop();
    }

    private boolean haveAllEnded(Duration patience) {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                    .get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CommandResult runNow(Command command, CommandOrigin origin) {
        try {
            return audited(command, origin);
        } finally {
            places.release();
        }
    }

    private CommandResult audited(Command command, CommandOrigin origin) {
        ParsedCommand what = null;
        Execution.Outcome outcome;
        try {
            what = policy.check(command.name()); // once more: links may lead elsewhere by now
            outcome = perform(what, command);
        } catch (StatusException e) {
            outcome = failure(e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Command %s failed by a fault of the agent", command.id());
            outcome = failure("a fault of the agent, which its log explains");
        }
        CommandResult result = result(command, outcome);
        events.executed(what, origin, result);
        return result;
    }

    private Execution.Outcome perform(ParsedCommand what, Command command) {
        if (what instanceof ParsedCommand.Program program) {
            return programs.run(command, program.argv());
        }
        ContainerActions.Done done = containers.perform((ParsedCommand.Container) what);
        return new Execution.Outcome(CommandStatus.SUCCESS, done.output(), null, done.truncated());
    }

    private static Execution.Outcome failure(String error) {
        return new Execution.Outcome(CommandStatus.FAILED, null, error, false);
    }

    private CommandResult result(Command command, Execution.Outcome outcome) {
        return new CommandResult(
                command.id(),
                outcome.status(),
                outcome.output(),
                outcome.error(),
                AGENT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                outcome.truncated());
    }
}
