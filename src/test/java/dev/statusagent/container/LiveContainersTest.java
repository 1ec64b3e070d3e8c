package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runtime is asked for those who look, and for nobody else. */
class LiveContainersTest {
    private final FakeTicker ticker = new FakeTicker();
    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final LiveContainers live = new LiveContainers(containers, ticker);

    @BeforeEach
    void run() {
        runtime.states.put("web", ContainerState.RUNNING);
        runtime.states.put("job", ContainerState.EXITED);
    }

    @AfterEach
    void close() {
        containers.close();
    }

    private ContainersNow look() {
        return live.look().await().atMost(Duration.ofSeconds(10));
    }

    private void tick() {
        ticker.advance(LiveContainers.INTERVAL);
        live.sampleIfWatched().await().atMost(Duration.ofSeconds(10));
    }

    private static List<ContainerStats> usageOf(String name, ContainersNow now) {
        return now.containers().stream()
                .filter(found -> found.container().name().equals(name))
                .findFirst()
                .orElseThrow()
                .usage();
    }

    private static ContainerState stateOf(String name, ContainersNow now) {
        return now.containers().stream()
                .map(LiveContainer::container)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void nobodyIsAskedWhileNobodyLooks() {
        IntStream.range(0, 10).forEach(i -> tick());
        assertThat(runtime.asked).hasValue(0);
    }

    @Test
    void oneIntervalCostsOneQuestionHoweverManyLook() {
        for (int i = 0; i < 5; i++) {
            IntStream.range(0, 7).forEach(viewer -> look());
            tick();
        }
        assertThat(runtime.asked).hasValue(6);
    }

    @Test
    void thoseWhoComeWhileTheRuntimeIsAskedShareTheAnswer() {
        List<CompletableFuture<ContainersNow>> all = IntStream.range(0, 20)
                .mapToObj(viewer -> live.look().subscribeAsCompletionStage())
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(runtime.asked.get()).isEqualTo(1);
    }

    @Test
    void theSamplingEndsWithTheLastLook() {
        look();
        IntStream.range(0, 100).forEach(i -> tick());
        assertThat(runtime.asked.get()).isEqualTo(5);
    }

    @Test
    void whatRunsHasACurveOfBoundedLength() {
        for (int i = 0; i < LiveContainer.MOST_SAMPLES + 20; i++) {
            look();
            tick();
        }
        assertThat(usageOf("web", look())).hasSize(LiveContainer.MOST_SAMPLES);
        assertThat(usageOf("job", look())).isEmpty();
    }

    @Test
    void aCurveDoesNotGoOnAfterAGap() {
        look();
        tick();
        assertThat(usageOf("web", look())).hasSize(2);
        ticker.advance(Duration.ofMinutes(2));
        assertThat(usageOf("web", look())).hasSize(1);
    }

    @Test
    void whatStopsHasNoCurveAnyMore() {
        look();
        runtime.states.put("web", ContainerState.EXITED);
        tick();
        assertThat(usageOf("web", look())).isEmpty();
    }

    @Test
    void aChangeIsSeenByTheNextLook() {
        look();
        runtime.states.put("web", ContainerState.PAUSED);
        live.changed();
        assertThat(look().containers())
                .extracting(found -> found.container().state())
                .containsExactly(ContainerState.EXITED, ContainerState.PAUSED);
    }

    @Test
    void whatWasAskedBeforeAChangeIsNotShownAfterIt() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        runtime.beforeUsage = () -> {
            asked.countDown();
            await(answer);
        };
        CompletableFuture<ContainersNow> early = live.look().subscribeAsCompletionStage();
        asked.await();
        runtime.states.put("web", ContainerState.PAUSED);
        runtime.beforeUsage = () -> {};
        live.changed();
        assertThat(stateOf("web", look())).isEqualTo(ContainerState.PAUSED);
        answer.countDown();
        assertThat(stateOf("web", early.join())).isEqualTo(ContainerState.RUNNING);
        assertThat(stateOf("web", look())).isEqualTo(ContainerState.PAUSED);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRuntimeThatIsAwayIsSaidToBeAndFoundAgain() {
        runtime.away = true;
        assertThat(look().answering()).isFalse();
        runtime.away = false;
        tick();
        assertThat(look().containers()).hasSize(2);
    }

    @Test
    void aRuntimeThatMeasuresNothingIsShownWithoutCurves() {
        Containers plain = new Containers(
                new FakeRuntime() {
                    {
                        states.put("web", ContainerState.RUNNING);
                    }

                    @Override
                    public java.util.Map<String, ContainerStats> usage(java.util.Collection<String> ids) {
                        throw RuntimeCalls.away();
                    }
                },
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        ContainersNow now = new LiveContainers(plain, ticker).look().await().atMost(Duration.ofSeconds(10));
        assertThat(now.answering()).isTrue();
        assertThat(usageOf("web", now)).isEmpty();
        plain.close();
    }
}
