package dev.statusagent.panel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * What is still to be said to people whose browsers have been sent on to another page. Kept here and not in the address, where
 * anybody could write it. Each is said once, within a minute; a page by another replica says nothing. Thread-safe.
 */
@ApplicationScoped
class Notices {
    private static final int MOST = 1000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<String, Notice> waiting;

    Notices(Ticker ticker) {
        this.waiting = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    void put(Session session, Notice notice) {
        waiting.put(key(session), notice);
    }

    Optional<Notice> take(Session session) {
        return Optional.ofNullable(waiting.asMap().remove(key(session)));
    }

    private static String key(Session session) {
        return session.csrfToken().reveal();
    }
}
