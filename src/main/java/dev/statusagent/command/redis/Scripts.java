package dev.statusagent.command.redis;

import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** Runs the scripts of {@code redis/commands} or {@code redis/pulled}, and names their keys. */
final class Scripts {
    static final Script ENQUEUE = script("enqueue");
    static final Script LEASE = script("lease");
    static final Script GIVE_BACK = script("give-back");
    static final Script RUNNING = script("running");
    static final Script REPORT = script("report");
    static final Script END_LEASES = script("end-leases");
    static final Script LIST = script("list");
    static final Script COUNTS = script("counts");
    static final Script PRUNE = script("prune");
    static final Script KEEP_PULLED = pulled("keep");
    static final Script FIND_PULLED = pulled("find");
    static final Script NEXT_DUE = pulled("next-due");
    static final Script PULLED_DONE = pulled("done");
    static final Script PRUNE_PULLED = pulled("prune");

    private final SharedState state;
    private final String prefix;

    /**
     * @param prefix of the keys
     */
    Scripts(SharedState state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    private static Script script(String name) {
        return Script.named("commands/queue", "commands/" + name);
    }

    private static Script pulled(String name) {
        return Script.named("pulled/results", "pulled/" + name);
    }

    Uni<Response> run(Script script, String... arguments) {
        return run(script, List.of(arguments), List.of());
    }

    Uni<Response> run(Script script, List<String> arguments, List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return state.run(script, List.of(prefix), all);
    }

    /** The key, or the channel, of that name. */
    String key(String name) {
        return prefix + name;
    }
}
