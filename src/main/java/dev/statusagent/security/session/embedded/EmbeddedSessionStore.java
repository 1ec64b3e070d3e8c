package dev.statusagent.security.session.embedded;

import dev.statusagent.config.Ticker;
import dev.statusagent.security.session.Account;
import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionConfig;
import dev.statusagent.security.session.SessionStore;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions in memory, by a monotonic clock. A user has a hundred at most; beyond that the one unused longest gives way. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedSessionStore implements SessionStore {
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Duration ttl;
    private final Duration idle;
    private final Ticker ticker;

    @Inject
    EmbeddedSessionStore(SessionConfig config, Ticker ticker) {
        this(config.ttl(), config.idle(), ticker);
    }

    EmbeddedSessionStore(Duration ttl, Duration idle, Ticker ticker) {
        this.ttl = ttl;
        this.idle = idle;
        this.ticker = ticker;
    }

    private record Entry(Session session, long putNanos, long foundNanos) {
        Entry found(long nowNanos) {
            return new Entry(session, putNanos, nowNanos);
        }
    }

    @Override
    public Uni<List<Session>> put(String key, Session session) {
        long now = ticker.nanos();
        List<Session> gaveWay = makeRoom(session.account(), now);
        entries.put(key, new Entry(session, now, now));
        return Uni.createFrom().item(gaveWay);
    }

    private synchronized List<Session> makeRoom(Account account, long now) {
        List<Map.Entry<String, Entry>> ofUser = new ArrayList<>(entries.entrySet());
        ofUser.removeIf(entry -> !entry.getValue().session().account().equals(account));
        ofUser.sort(Comparator.comparingLong(entry -> entry.getValue().foundNanos() - now));
        List<Session> gaveWay = new ArrayList<>();
        for (int i = 0; i <= ofUser.size() - PER_USER; i++) {
            remove(ofUser.get(i).getKey(), gaveWay);
        }
        return gaveWay;
    }

    @Override
    public Uni<Optional<Session>> find(String key) {
        long now = ticker.nanos();
        Entry found = entries.computeIfPresent(key, (same, entry) -> isOver(entry, now) ? entry : entry.found(now));
        return Uni.createFrom()
                .item(found == null || isOver(found, now) ? Optional.empty() : Optional.of(found.session()));
    }

    @Override
    public Uni<Optional<Session>> look(String key) {
        long now = ticker.nanos();
        return Uni.createFrom()
                .item(Optional.ofNullable(entries.get(key))
                        .filter(entry -> !isOver(entry, now))
                        .map(Entry::session));
    }

    private boolean isOver(Entry entry, long now) {
        return now - entry.putNanos() >= ttl.toNanos() || now - entry.foundNanos() >= idle.toNanos();
    }

    @Override
    public Uni<Optional<Session>> remove(String key) {
        Entry removed = entries.remove(key);
        return Uni.createFrom().item(Optional.ofNullable(removed).map(Entry::session));
    }

    @Override
    public Uni<List<Session>> removeExpired() {
        long now = ticker.nanos();
        List<Session> expired = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (isOver(entry, now) && entries.remove(key, entry)) {
                expired.add(entry.session());
            }
        });
        return Uni.createFrom().item(expired);
    }

    private void remove(String key, List<Session> removed) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            removed.add(entry.session());
        }
    }
}
