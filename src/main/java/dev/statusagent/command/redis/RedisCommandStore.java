package dev.statusagent.command.redis;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandCounts;
import dev.statusagent.command.CommandLease;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandPage;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStore;
import dev.statusagent.command.QueuedCommand;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The queue of all agents that share a Redis. What has come into it is published, so that they all hear of it, and counted when
 * one begins to hear (again).
 */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisCommandStore implements CommandStore {
    /** Bounds the time for which a script holds up the others. */
    private static final int AT_ONCE = 500;

    private final SharedState state;
    private final Scripts scripts;
    private final Offers offers;

    RedisCommandStore(SharedState state, Keys keys) {
        this.state = state;
        this.scripts = new Scripts(state, keys.of("commands:"));
        this.offers = new Offers(state, scripts.key("offered"), depth());
    }

    @Override
    public void onOffered(IntConsumer listener) {
        offers.add(listener);
    }

    /** Whether it hears what comes into the queue. */
    boolean isHearing() {
        return offers.isHearing();
    }

    @Override
    public Uni<Enqueued> enqueue(Command command, CommandOrigin origin) {
        List<String> values = List.of(
                command.id(),
                command.name(),
                String.valueOf(command.timeout().toMillis()),
                command.priority().name());
        return scripts.run(Scripts.ENQUEUE, values, CommandFields.of(origin).pairs())
                .map(answer -> Enqueued.valueOf(answer.toString()));
    }

    @Override
    public Uni<Optional<CommandLease>> lease(String holder) {
        String id = UUID.randomUUID().toString();
        return scripts.run(Scripts.LEASE, id, holder, String.valueOf(LEASE_MARGIN.toMillis()))
                .map(answer -> Optional.ofNullable(answer).map(command -> CommandFields.lease(command, id)));
    }

    @Override
    public Uni<Void> giveBack(CommandLease lease) {
        return scripts.run(Scripts.GIVE_BACK, lease.command().id(), lease.id()).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> running(CommandLease lease) {
        return scripts.run(Scripts.RUNNING, lease.command().id(), lease.id()).map(answer -> answer.toInteger() == 1);
    }

    @Override
    public Uni<Reported> report(CommandResult result) {
        String executor = result.executedBy() == null ? "" : result.executedBy();
        return scripts.run(
                        Scripts.REPORT,
                        List.of(result.commandId(), executor),
                        ResultFields.of(result).pairs())
                .map(answer -> Reported.valueOf(answer.toString()));
    }

    @Override
    public Uni<Ended> endExpiredLeases() {
        return endLeases("");
    }

    @Override
    public Uni<Ended> endLeasesOf(String holder) {
        return endLeases(holder);
    }

    private Uni<Ended> endLeases(String holder) {
        return scripts.run(
                        Scripts.END_LEASES,
                        holder,
                        String.valueOf(AT_ONCE),
                        String.valueOf(MAX_ATTEMPTS),
                        "It was offered %d times, and nobody reported a result".formatted(MAX_ATTEMPTS))
                .map(answer ->
                        new Ended(answer.get(0).toInteger(), answer.get(1).toInteger()))
                .chain(ended -> ended.offeredAgain() + ended.failed() < AT_ONCE
                        ? Uni.createFrom().item(ended)
                        : endLeases(holder).map(more -> sum(ended, more)));
    }

    private static Ended sum(Ended one, Ended other) {
        return new Ended(one.offeredAgain() + other.offeredAgain(), one.failed() + other.failed());
    }

    @Override
    public Uni<Optional<QueuedCommand>> find(String id) {
        List<String> arguments = new ArrayList<>();
        arguments.add(scripts.key("id:" + id));
        arguments.addAll(CommandFields.ALL);
        return state.call(io.vertx.mutiny.redis.client.Command.HMGET, arguments.toArray(String[]::new))
                .map(answer -> answer.get(0) == null ? Optional.empty() : Optional.of(CommandFields.queued(answer)));
    }

    @Override
    public Uni<CommandPage> list(Optional<CommandState> which, int limit) {
        return scripts.run(Scripts.LIST, which.map(CommandState::name).orElse(""), String.valueOf(limit))
                .map(RedisCommandStore::page);
    }

    private static CommandPage page(Response answer) {
        return new CommandPage(
                IntStream.range(1, answer.size())
                        .mapToObj(answer::get)
                        .map(CommandFields::summary)
                        .toList(),
                answer.get(0).toLong());
    }

    @Override
    public Uni<CommandCounts> counts() {
        return scripts.run(Scripts.COUNTS).map(Counts::read);
    }

    @Override
    public Uni<Long> depth() {
        return state.call(io.vertx.mutiny.redis.client.Command.ZCARD, scripts.key("state:" + CommandState.QUEUED))
                .map(Response::toLong);
    }

    @Override
    public Uni<Integer> prune() {
        return scripts.run(
                        Scripts.PRUNE,
                        String.valueOf(KEPT_FOR.toMillis()),
                        String.valueOf(KEPT),
                        String.valueOf(AT_ONCE))
                .map(Response::toInteger)
                .chain(pruned -> pruned < AT_ONCE ? Uni.createFrom().item(pruned) : prune().map(more -> pruned + more));
    }

    @Override
    public boolean isWorking() {
        return state.isWorking();
    }

    @PreDestroy
    void close() {
        offers.close();
    }
}
