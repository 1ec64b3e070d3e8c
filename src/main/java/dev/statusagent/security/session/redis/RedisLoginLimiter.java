package dev.statusagent.security.session.redis;

import dev.statusagent.security.session.LoginLimiter;
import dev.statusagent.security.session.LoginTry;
import dev.statusagent.security.session.Sha256;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import dev.statusagent.state.redis.Keys;
import dev.statusagent.state.redis.Script;
import dev.statusagent.state.redis.SharedState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The failures in a key of Redis for each address and each user that has failed, which vanishes once nothing in it matters any
 * more; by Redis' clock. Addresses are known for 30 days after a login. A try whose agent died counts for two minutes. What keeps
 * the number of keys small is the time that it takes to verify a password.
 */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisLoginLimiter implements LoginLimiter {
    private static final Script LOGIN = Script.named("login");
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private final SharedState state;
    private final Keys keys;

    RedisLoginLimiter(SharedState state, Keys keys) {
        this.state = state;
        this.keys = keys;
    }

    @Override
    public Uni<LoginTry> begin(String address, String user) {
        List<String> touched = List.of(
                keys.of("login:address:" + address),
                keys.of("login:user:" + Sha256.hex(user)),
                keys.of("login:known:" + address));
        String id = UUID.randomUUID().toString();
        return state.run(LOGIN, touched, arguments("begin", id)).map(answer -> begun(answer, touched, id));
    }

    private LoginTry begun(Response answer, List<String> touched, String id) {
        return new LoginTry(
                answer.get(0).toString(),
                Duration.ofMillis(answer.get(1).toLong()),
                answer.get(2).toInteger() == 1,
                outcome -> state.run(LOGIN, touched, arguments(outcome.name().toLowerCase(Locale.ROOT), id))
                        .replaceWithVoid());
    }

    private static List<String> arguments(String step, String id) {
        return List.of(
                step,
                id,
                String.valueOf(PER_ADDRESS),
                String.valueOf(LONGEST_FOR_ADDRESS.toMillis()),
                String.valueOf(PER_USER),
                String.valueOf(LONGEST_FOR_USER.toMillis()),
                String.valueOf(KNOWN_FOR.toMillis()));
    }
}
