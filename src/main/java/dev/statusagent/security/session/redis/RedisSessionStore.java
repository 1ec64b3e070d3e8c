package dev.statusagent.security.session.redis;

import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionConfig;
import dev.statusagent.security.session.SessionStore;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Sessions in three keys of Redis, by its clock: all of them, when each was used last, and when each ends at the latest. They are
 * not keys of their own that vanish by themselves, so that one of the agents can tell of each end.
 */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisSessionStore implements SessionStore {
    private static final Script PUT = Script.named("session-put");
    private static final Script FIND = Script.named("session-find");
    private static final Script REMOVE = Script.named("session-remove");
    private static final Script REMOVE_EXPIRED = Script.named("session-remove-expired");
    private static final String USE = "use";
    private static final String LOOK = "look";

    private final SharedState state;
    private final List<String> keys;
    private final String ttlMillis;
    private final String idleMillis;

    @Inject
    RedisSessionStore(SharedState state, Keys keys, SessionConfig config) {
        this(state, keys, config.ttl(), config.idle());
    }

    RedisSessionStore(SharedState state, Keys keys, Duration ttl, Duration idle) {
        this.state = state;
        this.keys = List.of(keys.of("sessions"), keys.of("sessions:used"), keys.of("sessions:end"));
        this.ttlMillis = String.valueOf(ttl.toMillis());
        this.idleMillis = String.valueOf(idle.toMillis());
    }

    @Override
    public Uni<List<Session>> put(String key, Session session) {
        return state.run(
                        PUT,
                        keys,
                        List.of(
                                key,
                                SessionText.of(session),
                                session.account().user(),
                                session.account().role(),
                                ttlMillis,
                                String.valueOf(PER_USER)))
                .map(RedisSessionStore::all);
    }

    @Override
    public Uni<Optional<Session>> find(String key) {
        return found(key, USE);
    }

    @Override
    public Uni<Optional<Session>> look(String key) {
        return found(key, LOOK);
    }

    private Uni<Optional<Session>> found(String key, String purpose) {
        return state.run(FIND, keys, List.of(key, idleMillis, purpose)).map(RedisSessionStore::one);
    }

    @Override
    public Uni<Optional<Session>> remove(String key) {
        return state.run(REMOVE, keys, List.of(key)).map(RedisSessionStore::one);
    }

    @Override
    public Uni<List<Session>> removeExpired() {
        return state.run(REMOVE_EXPIRED, keys, List.of(idleMillis)).map(RedisSessionStore::all);
    }

    private static Optional<Session> one(Response answer) {
        return Optional.ofNullable(answer).map(Response::toString).map(SessionText::read);
    }

    private static List<Session> all(Response answers) {
        return StreamSupport.stream(answers.spliterator(), false)
                .map(Response::toString)
                .map(SessionText::read)
                .toList();
    }
}
