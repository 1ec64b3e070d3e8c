package dev.statusagent.security.replay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.replay.NonceStore.Use;
import dev.statusagent.security.replay.NonceStoreContract;
import dev.statusagent.state.redis.TestedState;
import dev.statusagent.testing.redis.RedisProcess;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisNonceStoreTest extends NonceStoreContract {
    private static final Duration TTL = Duration.ofSeconds(2);

    private final RedisProcess redis = RedisProcess.inMemory();
    private final TestedState one = new TestedState(redis, "a");
    private final TestedState two = new TestedState(redis, "a");
    private final TestedState stranger = new TestedState(redis, "b");
    private final AtomicInteger turn = new AtomicInteger();

    /** As each agent does before it is ready; what is signed from now on is known. */
    @BeforeEach
    void beginToRemember() {
        of(one).use("before", Instant.EPOCH).await().indefinitely();
        of(stranger).use("before", Instant.EPOCH).await().indefinitely();
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        stranger.close();
        redis.close();
    }

    @Override
    protected NonceStore store() {
        return turn.getAndIncrement() % 2 == 0 ? of(one) : of(two);
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected void passTimeToLive() {
        Awaitility.await().pollDelay(TTL).until(() -> true);
    }

    @Test
    void keepsAnotherAgentsNoncesApart() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
        assertThat(of(stranger).use("a", now()).await().indefinitely()).isEqualTo(Use.FIRST);
    }

    @Test
    void failsWhileRedisIsAwayAndGoesOnWhenItIsBack() {
        assertThat(use("a")).isEqualTo(Use.FIRST);
        redis.kill();
        assertThatThrownBy(() -> use("b"))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
        assertThat(two.state().isWorking()).isFalse();
        redis.start();
        Awaitility.await()
                .untilAsserted(() -> assertThat(of(two).use("c", now()).await().indefinitely())
                        .isEqualTo(Use.FIRST));
        assertThat(two.state().isWorking()).isTrue();
    }

    @Test
    void doesNotKnowWhatWasSignedBeforeRedisLostItsData() {
        Instant signed = Instant.now();
        assertThat(use("a", signed)).isEqualTo(Use.FIRST);
        Awaitility.await().until(() -> Instant.now().isAfter(signed.plusSeconds(1)));
        one.state().call(Command.FLUSHALL).await().indefinitely();
        assertThat(use("a", signed)).isEqualTo(Use.UNKNOWN);
        assertThat(use("a")).isEqualTo(Use.FIRST);
    }

    private static NonceStore of(TestedState agent) {
        return new RedisNonceStore(agent.state(), agent.keys(), TTL);
    }
}
