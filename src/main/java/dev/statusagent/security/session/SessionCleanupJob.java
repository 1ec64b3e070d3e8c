package dev.statusagent.security.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets the sessions that have ended by themselves. */
@ApplicationScoped
class SessionCleanupJob {
    private static final String EVERY = "60s";

    private final Sessions sessions;

    SessionCleanupJob(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(
            identity = "cleanup_expired",
            every = EVERY,
            delayed = EVERY,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> cleanUpExpired() {
        return sessions.cleanUp();
    }
}
