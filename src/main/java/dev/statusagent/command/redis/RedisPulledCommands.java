package dev.statusagent.command.redis;

import dev.statusagent.command.CommandStore;
import dev.statusagent.command.Replica;
import dev.statusagent.command.pull.PulledCommands;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The results of commands that any of the agents has pulled: reported by whichever comes first, so that they outlive the agent
 * that ran them.
 */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisPulledCommands implements PulledCommands {
    /** Longer than one report may take. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int PRUNED_AT_ONCE = 500;
    private static final List<String> FIELDS = Stream.concat(
                    Stream.of("number", "id", "name", "lease_id"), ResultFields.NAMES.stream())
            .toList();

    private final SharedState state;
    private final Scripts scripts;
    private final String replica;

    RedisPulledCommands(SharedState state, Keys keys, Replica replica) {
        this.state = state;
        this.scripts = new Scripts(state, keys.of("pulled:"));
        this.replica = replica.name();
    }

    @Override
    public Uni<List<Kept>> find(String commandId) {
        return scripts.run(Scripts.FIND_PULLED, List.of(commandId), FIELDS)
                .map(answer -> IntStream.range(0, answer.size())
                        .mapToObj(answer::get)
                        .map(RedisPulledCommands::kept)
                        .toList());
    }

    private static Kept kept(Response answer) {
        Row row = new Row(FIELDS, answer);
        return new Kept(row.text("name"), ResultFields.read(row.text("id"), row), row.text("lease_id"));
    }

    @Override
    public Uni<Void> keep(Kept kept) {
        List<String> fields =
                ResultFields.of(kept.result()).with("lease_id", kept.leaseId()).pairs();
        return scripts.run(Scripts.KEEP_PULLED, List.of(kept.result().commandId(), kept.name()), fields)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Due>> nextDue(long after) {
        return scripts.run(
                        Scripts.NEXT_DUE,
                        List.of(String.valueOf(after), replica, String.valueOf(CLAIM.toMillis())),
                        FIELDS)
                .map(answer -> Optional.ofNullable(answer).map(RedisPulledCommands::due));
    }

    private static Due due(Response answer) {
        return new Due(answer.get(FIELDS.indexOf("number")).toLong(), kept(answer));
    }

    @Override
    public Uni<Void> done(Due due) {
        return scripts.run(Scripts.PULLED_DONE, String.valueOf(due.number())).replaceWithVoid();
    }

    @Override
    public Uni<Long> due() {
        return state.call(Command.ZCARD, scripts.key("due")).map(Response::toLong);
    }

    @Override
    public Uni<Integer> prune() {
        return scripts.run(
                        Scripts.PRUNE_PULLED,
                        String.valueOf(CommandStore.KEPT_FOR.toMillis()),
                        String.valueOf(CommandStore.KEPT),
                        String.valueOf(PRUNED_AT_ONCE))
                .map(Response::toInteger)
                .chain(pruned ->
                        pruned < PRUNED_AT_ONCE ? Uni.createFrom().item(pruned) : prune().map(more -> pruned + more));
    }
}
