package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} guarantees. */
public abstract class SessionStoreContract {
    private static final Duration TTL = Duration.ofHours(24);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String KEY = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    private final FakeTicker ticker = new FakeTicker();
    private SessionStore store;

    @BeforeEach
    void prepare() {
        store = store(TTL, IDLE, ticker);
    }

    /** An empty store. */
    protected abstract SessionStore store(Duration ttl, Duration idle, FakeTicker ticker);

    @Test
    void findsWhatWasPutAndNothingElse() {
        Session session = session("olga", "operator");
        assertThat(find(KEY)).isEmpty();
        assertThat(put(KEY, session)).isEmpty();
        assertThat(find(KEY)).contains(session);
        assertThat(find(OTHER)).isEmpty();
    }

    @Test
    void keepsASessionForItsIdleLifeAfterEachUse() {
        put(KEY, session("olga", "operator"));
        for (int i = 0; i < 5; i++) {
            ticker.advance(IDLE.minusMillis(1));
            assertThat(find(KEY)).isPresent();
        }
        ticker.advance(IDLE);
        assertThat(find(KEY)).isEmpty();
        assertThat(find(KEY)).as("asking revives nothing").isEmpty();
    }

    @Test
    void aLookIsNoUse() {
        Session session = session("olga", "operator");
        put(KEY, session);
        for (int i = 0; i < 3; i++) {
            ticker.advance(IDLE.dividedBy(3).minusMillis(1));
            assertThat(store.look(KEY).await().indefinitely()).contains(session);
        }
        assertThat(store.look(OTHER).await().indefinitely()).isEmpty();
        ticker.advance(Duration.ofMillis(3));
        assertThat(store.look(KEY).await().indefinitely()).isEmpty();
        assertThat(find(KEY)).isEmpty();
    }

    @Test
    void keepsASessionForItsWholeLifeAtMost() {
        put(KEY, session("olga", "operator"));
        for (Duration used = Duration.ZERO; used.compareTo(TTL.minusMinutes(20)) < 0; used = used.plusMinutes(20)) {
            ticker.advance(Duration.ofMinutes(20));
            assertThat(find(KEY)).isPresent();
        }
        ticker.advance(Duration.ofMinutes(20));
        assertThat(find(KEY)).isEmpty();
    }

    @Test
    void forgetsWhatIsRemovedOnce() {
        Session session = session("olga", "operator");
        put(KEY, session);
        put(OTHER, session("vic", "viewer"));
        assertThat(store.remove(KEY).await().indefinitely()).contains(session);
        assertThat(store.remove(KEY).await().indefinitely()).isEmpty();
        assertThat(find(KEY)).isEmpty();
        assertThat(find(OTHER)).isPresent();
    }

    @Test
    void givesTheExpiredOnesOnce() {
        Session old = session("olga", "operator");
        put(KEY, old);
        ticker.advance(IDLE.minusSeconds(1));
        put(OTHER, session("vic", "viewer"));
        ticker.advance(Duration.ofSeconds(1));
        assertThat(removeExpired()).containsExactly(old);
        assertThat(removeExpired()).isEmpty();
        assertThat(find(OTHER)).isPresent();
    }

    @Test
    void boundsTheSessionsOfAUserAndLetsTheOneUnusedLongestGiveWay() {
        for (int i = 0; i < 100; i++) {
            assertThat(put(key(i), session("olga", "operator"))).isEmpty();
            ticker.advance(Duration.ofSeconds(1));
        }
        find(key(0));
        Session second = find(key(2)).orElseThrow();
        assertThat(second).isNotNull();
        assertThat(put(key(100), session("olga", "operator"))).hasSize(1);
        assertThat(find(key(1))).isEmpty();
        assertThat(find(key(0))).isPresent();
        assertThat(put(OTHER, session("vic", "viewer"))).isEmpty();
    }

    @Test
    void ofManyRemovalsAtOnceOneGetsTheSession() {
        put(KEY, session("olga", "operator"));
        List<CompletableFuture<Optional<Session>>> removals = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> store.remove(KEY).await().indefinitely()))
                .limit(50)
                .toList();
        assertThat(removals.stream().filter(removal -> removal.join().isPresent()))
                .hasSize(1);
    }

    private static String key(int number) {
        return "%064x".formatted(number);
    }

    private static Session session(String user, String role) {
        return new Session(new Account(user, role), new Secret("csrf-" + user), NOW, NOW.plus(TTL));
    }

    private List<Session> put(String key, Session session) {
        return store.put(key, session).await().indefinitely();
    }

    private Optional<Session> find(String key) {
        return store.find(key).await().indefinitely();
    }

    private List<Session> removeExpired() {
        return store.removeExpired().await().indefinitely();
    }
}
