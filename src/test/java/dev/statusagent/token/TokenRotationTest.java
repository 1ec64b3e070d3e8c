package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenRotationTest {
    private static final String FIRST = "first-token-0123456789";
    private static final String SECOND = "second-token-0123456789";
    private static final Asker ASKER = new Asker("agent-1", "request-1", "127.0.0.1");
    private static final Predicate<Secret> KNOWS_FIRST = new Secret(FIRST)::equals;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration SECOND_LONG = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeSource source = new FakeSource();
    private final TokenHolder holder =
            new TokenHolder(TokenOrigin.VAULT, null, Duration.ZERO, ticker, InstantSource.system());
    private final List<String> events = new ArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final TokenRotation rotation = new TokenRotation(
            source, holder, new RefreshSchedule(INTERVAL, new Random(7)), ticker, executor, new RefreshListener() {
                @Override
                public void refreshed(AgentToken token, boolean rotated, Duration took) {
                    events.add(rotated ? "rotated" : "confirmed");
                }

                @Override
                public void failed(RefreshError error, String message, Duration took) {
                    events.add(error.code());
                }

                @Override
                public void rotatedOnRequest(AgentToken token, Asker asker) {
                    events.add("rotated by " + asker.actor());
                }
            });

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void fetchesAtTheFirstTick() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        assertThat(holder.accepts(FIRST)).isTrue();
        assertThat(events).containsExactly("rotated");
        assertThat(holder.status().attempted()).isTrue();
    }

    @Test
    void neverLetsMoreThanTheIntervalPassBetweenTwoRefreshes() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        List<Integer> gaps = gapsBetweenFetches(100);
        assertThat(gaps.get(0)).as("a random part of the interval").isBetween(0, 60);
        assertThat(gaps.subList(1, gaps.size()))
                .allSatisfy(gap -> assertThat(gap)
                        .as("jitter of up to 10 s, which only shortens")
                        .isBetween(49, 60));
        assertThat(gaps.subList(1, gaps.size()).stream().distinct().count())
                .as("jitter there is")
                .isGreaterThan(5);
    }

    @Test
    void backsOffAfterFailuresUpToTheInterval() throws Exception {
        source.fails(RefreshError.VAULT_UNREACHABLE);
        rotation.tick();
        List<Integer> gaps = gapsBetweenFetches(9);
        assertThat(gaps).first().isEqualTo(1);
        assertThat(gaps.subList(1, 6)).satisfies(growing -> {
            for (int i = 0; i < growing.size(); i++) {
                assertThat(growing.get(i)).isBetween((int) Math.floor((2 << i) * 5 / 6.0), 2 << i);
            }
        });
        assertThat(gaps.subList(7, 9)).allSatisfy(gap -> assertThat(gap).isBetween(50, 60));
        source.holds(FIRST);
        secondsUntilFetch();
        assertThat(holder.status().lastRefreshOk()).isTrue();
        source.fails(RefreshError.VAULT_SEALED);
        secondsUntilFetch();
        assertThat(secondsUntilFetch()).as("the back-off begins anew").isEqualTo(1);
    }

    @Test
    void keepsTheTokenWhileTheSourceFails() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.fails(RefreshError.SECRET_MISSING);
        for (int refresh = 0; refresh < 20; refresh++) {
            secondsUntilFetch();
        }
        assertThat(holder.accepts(FIRST)).isTrue();
        assertThat(holder.status().lastError()).isEqualTo(RefreshError.SECRET_MISSING);
        assertThat(holder.status().lastRefreshOk()).isFalse();
        assertThat(holder.status().age()).isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void survivesABugInTheSource() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.bug = new IllegalStateException("a bug");
        secondsUntilFetch();
        assertThat(holder.accepts(FIRST)).isTrue();
        assertThat(holder.status().lastError()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
        source.bug = null;
        secondsUntilFetch();
        assertThat(holder.status().lastRefreshOk()).isTrue();
    }

    @Test
    void confirmsAnUnchangedTokenAndResetsItsAge() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        ticker.advance(INTERVAL);
        assertThat(holder.status().age()).isEqualTo(INTERVAL);
        rotation.tick();
        assertThat(holder.status().age()).isZero();
        assertThat(events).containsExactly("rotated", "confirmed");
    }

    @Test
    void asksTheSourceOnceMoreForAnUnknownToken() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.holds(SECOND);
        assertThat(answer(recognizes(SECOND))).isTrue();
        assertThat(answer(recognizes(FIRST))).isFalse();
    }

    @Test
    void asksAtMostOnceInFiveSecondsWhoeverAsks() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        for (int stranger = 0; stranger < 100; stranger++) {
            assertThat(answer(recognizes("guess-number-" + stranger))).isFalse();
        }
        assertThat(source.fetches).hasValue(2);
        source.holds(SECOND);
        assertThat(answer(recognizes(SECOND))).as("strangers used it up").isFalse();
        ticker.advance(Duration.ofSeconds(5));
        assertThat(answer(recognizes(SECOND))).isTrue();
        assertThat(source.fetches).hasValue(3);
    }

    @Test
    void asksOnceForManyWhoComeTogether() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.holds(SECOND);
        source.hold = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < 50; caller++) {
            callers.add(recognizes(SECOND).toCompletableFuture());
        }
        source.hold.countDown();
        assertThat(callers).allSatisfy(caller -> assertThat(answer(caller)).isTrue());
        assertThat(source.fetches).hasValue(2);
    }

    @Test
    void asksAgainAfterARefreshThatHadReadTheSourceBeforeTheTokenWasWritten() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        ticker.advance(INTERVAL);
        CountDownLatch hold = new CountDownLatch(1);
        source.hold = hold;
        executor.execute(rotation::tick);
        await().until(() -> source.fetches.get() == 2); // it has read the first token and not answered yet
        source.holds(SECOND);
        CompletionStage<Boolean> caller = recognizes(SECOND);
        hold.countDown();
        assertThat(answer(caller)).isTrue();
        assertThat(source.fetches).hasValue(3);
    }

    @Test
    void refreshesAtOnceWhenAFileChanges() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        rotation.refreshIfChanged();
        assertThat(source.fetches).hasValue(1);
        source.changed = true;
        rotation.refreshIfChanged();
        assertThat(source.fetches).hasValue(2);
    }

    @Test
    void learnsAtOnceWhatAnotherWriterWroteFirst() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.holds(SECOND);
        source.refusal = RotateException.Reason.CONFLICT;
        AgentToken third = AgentToken.of("third-token-0123456789", null);
        assertThatExceptionOfType(RotateException.class).isThrownBy(() -> rotation.rotate(third, KNOWS_FIRST, ASKER));
        assertThat(holder.accepts(SECOND)).isTrue();
        assertThat(holder.accepts(FIRST)).isFalse();
        assertThat(source.fetches).hasValue(2);
    }

    @Test
    void doesNotReplaceATokenThatTheCallerHasNotSeen() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        rotation.rotate(AgentToken.of(SECOND, null), KNOWS_FIRST, ASKER);
        AgentToken third = AgentToken.of("third-token-0123456789", null);
        assertThatExceptionOfType(RotateException.class)
                .isThrownBy(() -> rotation.rotate(third, KNOWS_FIRST, ASKER))
                .returns(RotateException.Reason.CONFLICT, RotateException::reason);
        assertThat(holder.accepts(SECOND)).isTrue();
        assertThat(source.fetch().value()).isEqualTo(new Secret(SECOND));
        rotation.rotate(third, new Secret(SECOND)::equals, ASKER);
        assertThat(holder.accepts("third-token-0123456789")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
    void asksNobodyAfterARefusalOfAnotherKind(RotateException.Reason reason) throws Exception {
        source.holds(FIRST);
        rotation.tick();
        source.refusal = reason;
        AgentToken second = AgentToken.of(SECOND, null);
        assertThatExceptionOfType(RotateException.class).isThrownBy(() -> rotation.rotate(second, KNOWS_FIRST, ASKER));
        assertThat(source.fetches).hasValue(1);
        assertThat(holder.accepts(FIRST)).isTrue();
    }

    @Test
    void knowsHowLongAgoARefreshBegan() throws Exception {
        source.holds(FIRST);
        rotation.tick();
        ticker.advance(Duration.ofMinutes(6));
        assertThat(rotation.sinceBegan()).isEqualTo(Duration.ofMinutes(6));
        rotation.tick();
        assertThat(rotation.sinceBegan()).isZero();
    }

    private CompletionStage<Boolean> recognizes(String token) {
        return rotation.recognize(holder -> holder.accepts(token) ? Optional.of(token) : Optional.empty())
                .thenApply(Optional::isPresent);
    }

    private static boolean answer(CompletionStage<Boolean> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private List<Integer> gapsBetweenFetches(int count) {
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gaps.add(secondsUntilFetch());
        }
        return gaps;
    }

    /** Ticks once a second, as the job does, until the source is asked. */
    private int secondsUntilFetch() {
        int before = source.fetches.get();
        for (int seconds = 1; seconds <= 3600; seconds++) {
            ticker.advance(SECOND_LONG);
            rotation.tick();
            if (source.fetches.get() > before) {
                return seconds;
            }
        }
        throw new AssertionError("no refresh within an hour");
    }
}
