package dev.statusagent.command.pull;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandPolicy;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandRunner;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.CommandsConfig;
import dev.statusagent.command.ParsedCommand;
import dev.statusagent.command.pull.PulledCommands.Kept;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.outgoing.Delay;
import dev.statusagent.problem.StatusException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Decides what becomes of an offer: a command that was run before has its kept result reported again, one that may not run is
 * reported as failed, any other is run when there is a place. Thread-safe.
 */
final class Intake {
    /** A lease outlives the command's own time by so much; who waits longer would run it in the next one's. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SCOPE = "commands:execute";
    private static final String EXECUTED_BY = "agent";

    private final CommandPolicy policy;
    private final CommandsConfig config;
    private final AgentConfig identity;
    private final PulledCommands store;
    private final CommandRunner runner;
    private final Places places;
    private final Underway underway;
    private final Reports reports;
    private final Delay delay;
    private final InstantSource clock;
    private final PullEvents events;
    private volatile boolean stopped;

    Intake(
            CommandPolicy policy,
            CommandsConfig config,
            AgentConfig identity,
            PulledCommands store,
            CommandRunner runner,
            Places places,
            Underway underway,
            Reports reports,
            Delay delay,
            InstantSource clock,
            PullEvents events) {
        this.policy = policy;
        this.config = config;
        this.identity = identity;
        this.store = store;
        this.runner = runner;
        this.places = places;
        this.underway = underway;
        this.reports = reports;
        this.delay = delay;
        this.clock = clock;
        this.events = events;
    }

    /** Begins nothing more. */
    void stop() {
        stopped = true;
    }

    /** Takes the offer; tells, once that is decided, whether it is being run. Fails where the store does. */
    CompletionStage<Boolean> take(Offer offer) {
        if (underway.isRenewedBy(offer)) {
            return CompletableFuture.completedFuture(false);
        }
        Object judged = judge(offer);
        return store.find(offer.id()).subscribeAsCompletionStage().thenCompose(kept -> decide(offer, kept, judged));
    }

    private Object judge(Offer offer) {
        try {
            Command command = offer.request().toCommand(policy, config);
            return missingScope(command)
                    .<Object>map(scope -> refusal(offer, "AGENT_SCOPES does not name " + scope))
                    .orElse(command);
        } catch (StatusException e) {
            return refusal(offer, e.getMessage());
        }
    }

    /** Who may not send a command may not have it fetched either. */
    private Optional<String> missingScope(Command command) {
        boolean isContainers = command.name().startsWith("docker:"); // others need no second look, which may take long
        Stream<String> needed =
                isContainers && policy.check(command.name()) instanceof ParsedCommand.Container container
                        ? Stream.of(SCOPE, container.scope())
                        : Stream.of(SCOPE);
        return needed.filter(scope -> identity.scopes().isPresent() && !identity.namesScope(scope))
                .findFirst();
    }

    private CompletionStage<Boolean> decide(Offer offer, List<Kept> kept, Object judged) {
        for (Kept known : kept) {
            if (known.name().equals(offer.name())) {
                return report(offer, known.result());
            }
        }
        if (!kept.isEmpty() || underway.contains(offer.id())) {
            return refuse(offer, refusal(offer, "This id belongs to another command"));
        }
        return judged instanceof Command command ? run(offer, command) : refuse(offer, (CommandResult) judged);
    }

    private CompletionStage<Boolean> refuse(Offer offer, CommandResult refusal) {
        events.refused(offer.id());
        return report(offer, refusal);
    }

    private CommandResult refusal(Offer offer, String reason) {
        return new CommandResult(offer.id(), CommandStatus.FAILED, null, reason, EXECUTED_BY, clock.instant(), false);
    }

    private CompletionStage<Boolean> report(Offer offer, CommandResult result) {
        return store.keep(new Kept(offer.name(), result, offer.leaseId()))
                .invoke(reports::wake)
                .map(done -> false)
                .subscribeAsCompletionStage();
    }

    private CompletionStage<Boolean> run(Offer offer, Command command) {
        CompletableFuture<Boolean> decided = new CompletableFuture<>();
        AtomicBoolean wanted = new AtomicBoolean(true);
        places.take(() -> decided.complete(begin(offer, command)), wanted);
        if (!decided.isDone()) {
            delay.run(PATIENCE, () -> letGo(offer, wanted, decided));
        }
        return decided;
    }

    private boolean begin(Offer offer, Command command) {
        if (stopped) {
            runner.release();
            return false;
        }
        underway.begin(offer);
        runner.run(command, PullEvents.ORIGIN)
                .onFailure()
                .recoverWithItem(bug -> refusal(offer, "The agent failed to run it"))
                .subscribe()
                .with(result -> underway.end(offer.id(), result));
        return true;
    }

    private void letGo(Offer offer, AtomicBoolean wanted, CompletableFuture<Boolean> decided) {
        if (wanted.getAndSet(false)) {
            events.letGo(offer.id());
            decided.complete(false);
        }
    }
}
