package dev.statusagent.security.rate.redis;

import dev.statusagent.security.rate.FailureLimiter;
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

/** The failures in two keys of Redis, by its clock: what is known of each address, and in which order they failed last. */
@ApplicationScoped
@KeptIn(StateKind.REDIS)
public class RedisFailureLimiter implements FailureLimiter {
    private static final Script FAILED = Script.named("address-failed");

    private final SharedState state;
    private final List<String> keys;
    private final int failures;
    private final int maxAddresses;

    @Inject
    RedisFailureLimiter(SharedState state, Keys keys) {
        this(state, keys, FAILURES, MAX_ADDRESSES);
    }

    RedisFailureLimiter(SharedState state, Keys keys, int failures, int maxAddresses) {
        this.state = state;
        this.keys = List.of(keys.of("failures"), keys.of("failures:order"));
        this.failures = failures;
        this.maxAddresses = maxAddresses;
    }

    @Override
    public Uni<Verdict> failed(String address) {
        return state.run(FAILED, keys, List.of(address, String.valueOf(failures), String.valueOf(maxAddresses)))
                .map(RedisFailureLimiter::verdict);
    }

    private static Verdict verdict(Response answer) {
        return new Verdict(
                Duration.ofMillis(answer.get(0).toLong()),
                answer.get(1).toInteger() == 1,
                answer.get(2).toLong());
    }
}
