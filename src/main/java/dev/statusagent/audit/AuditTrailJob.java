package dev.statusagent.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** What the audit log's files need by the clock. */
@ApplicationScoped
class AuditTrailJob {
    private final AuditTrail trail;

    AuditTrailJob(AuditTrail trail) {
        this.trail = trail;
    }

    @Scheduled(identity = "flush_audit_log", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void flush() {
        trail.flush();
    }

    @Scheduled(identity = "watch_audit_log", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        trail.watch();
    }

    @Scheduled(identity = "anchor_audit_log", every = "1h", delayed = "1h")
    void anchor() {
        trail.anchor();
    }
}
