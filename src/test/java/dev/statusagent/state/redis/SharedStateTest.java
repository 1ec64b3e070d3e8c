package dev.statusagent.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.redis.RedisProcess;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one way to Redis, with a server that answers, hangs and has no room. */
class SharedStateTest {
    private final RedisProcess redis = RedisProcess.inMemory();
    private final TestedState agent = new TestedState(redis, "agent");
    private final SharedState state = agent.state();

    @AfterEach
    void stop() {
        agent.close();
        redis.close();
    }

    @Test
    void doesNotWorkBeforeTheFirstAnswer() {
        assertThat(state.isWorking()).isFalse();
        ping();
        assertThat(state.isWorking()).isTrue();
    }

    @Test
    void answersOnTheContextThatAsked() {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Context> answered = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(asked -> state.call(Command.PING)
                .subscribe()
                .with(answer -> answered.complete(Vertx.currentContext()), answered::completeExceptionally));
        assertThat(answered.join()).isSameAs(context);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void waitsForAServerThatHangsOnceAndThenFailsTheOthersAtOnce() {
        ping();
        redis.freeze();
        Instant began = Instant.now();
        assertAway();
        assertThat(Duration.between(began, Instant.now())).isGreaterThanOrEqualTo(SharedState.TIME_LIMIT);

        Instant again = Instant.now();
        List<CompletableFuture<Void>> callers = Stream.generate(() -> CompletableFuture.runAsync(this::assertAway))
                .limit(20)
                .toList();
        callers.forEach(CompletableFuture::join);
        assertThat(Duration.between(again, Instant.now())).isLessThan(SharedState.TIME_LIMIT.multipliedBy(3));
        redis.thaw();
        Awaitility.await().ignoreExceptions().until(() -> {
            ping();
            return state.isWorking();
        });
    }

    @Test
    void moreCallsThanThereIsRoomForAreRefusedByAServerThatWorks() {
        ping();
        List<CompletableFuture<Response>> calls = Stream.generate(
                        () -> state.call(Command.PING).subscribeAsCompletionStage())
                .limit(5000)
                .toList();
        List<Throwable> refusals = calls.stream()
                .flatMap(call -> {
                    try {
                        call.join();
                        return Stream.empty();
                    } catch (CompletionException e) {
                        return Stream.of(e.getCause());
                    }
                })
                .toList();
        assertThat(refusals).isNotEmpty().hasSizeLessThan(5000).allMatch(StatusException.class::isInstance);
        assertThat(state.isWorking()).isTrue();
    }

    @Test
    void aServerWithoutRoomWorksAndKeepsNothing() {
        redis.command("CONFIG SET maxmemory 1");
        assertThatThrownBy(() -> state.call(Command.SET, "a", "b").await().indefinitely())
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ProblemType.STORAGE_FULL));
        assertThat(state.isWorking()).isTrue();
    }

    private void ping() {
        state.call(Command.PING).await().indefinitely();
    }

    private void assertAway() {
        assertThatThrownBy(this::ping)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
        assertThat(state.isWorking()).isFalse();
    }
}
