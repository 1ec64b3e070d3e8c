package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A runtime that hangs holds up nobody. */
class ContainersTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final CountDownLatch hang = new CountDownLatch(1);
    private final AtomicBoolean hangs = new AtomicBoolean();
    private final FakeRuntime runtime = new FakeRuntime() {
        @Override
        public Map<String, ContainerState> states() {
            if (away) {
                hangs.set(true);
                try {
                    hang.await();
                } catch (InterruptedException e) {
                    throw RuntimeCalls.away();
                }
            }
            return super.states();
        }
    };
    private final Containers containers = new Containers(runtime, SHORT, SHORT);

    @AfterEach
    void close() {
        containers.close();
    }

    @Test
    void aHangingCallEndsInTimeAndLeavesItsThreadToOthers() {
        runtime.away = true;
        List<CompletableFuture<ProblemType>> calls = IntStream.range(0, 200)
                .mapToObj(i -> failure(containers.list()))
                .toList();
        calls.forEach(call -> assertThat(call.join()).isEqualTo(ProblemType.RUNTIME_UNAVAILABLE));
        runtime.away = false;
        runtime.states.put("web", ContainerState.RUNNING);
        assertThat(containers.list().await().atMost(Duration.ofSeconds(10))).hasSize(1);
    }

    @Test
    void aLogThatNobodyWaitsForAnyMoreIsClosed() {
        runtime.states.put("web", ContainerState.RUNNING);
        runtime.away = true;
        LogQuery all = new LogQuery(OptionalInt.empty(), Optional.empty(), true);
        Containers patient = new Containers(runtime, Duration.ofMinutes(1), SHORT);
        Cancellable caller = patient.logs("web", all).subscribe().with(opened -> {}, failed -> {});
        Awaitility.await().untilTrue(hangs);
        caller.cancel();
        runtime.away = false;
        hang.countDown();
        Awaitility.await()
                .until(() -> runtime.logs.size() == 1 && runtime.logs.get(0).isClosed());
        patient.close();
    }

    @Test
    void askingBlocksNobody() {
        runtime.away = true;
        Uni<List<Container>> call = containers.list();
        CompletableFuture<List<Container>> asked = call.subscribeAsCompletionStage();
        assertThat(asked).isNotDone();
        assertThat(failure(call).join()).isEqualTo(ProblemType.RUNTIME_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-web", "web/../x", "web?x=1", "..", "wéb", "web web", "%2e", "w\n"})
    void asksNothingUnderANameThatNoContainerCanHave(String name) {
        runtime.away = true;
        assertThat(failure(containers.inspect(name)).join()).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(failure(containers.perform(ContainerAction.STOP, name)).join())
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(failure(containers.inspect("a".repeat(65))).join()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void whereNoneIsWatchedNoneIsAvailable() {
        Containers none = new Containers(new NoRuntime(), SHORT, SHORT);
        assertThat(none.runtime()).isEqualTo("none");
        assertThat(failure(none.list()).join()).isEqualTo(ProblemType.RUNTIME_UNAVAILABLE);
        none.close();
    }

    private static <T> CompletableFuture<ProblemType> failure(Uni<T> call) {
        return call.map(value -> (ProblemType) null)
                .onFailure(StatusException.class)
                .recoverWithItem(StatusException::type)
                .subscribeAsCompletionStage();
    }
}
