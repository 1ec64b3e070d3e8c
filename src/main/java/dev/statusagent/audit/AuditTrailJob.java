package dev.statusagent.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** What the audit log's files need by the clock. */
@ApplicationScoped
class AuditTrailJob {
    private final AuditTrail trail;
    private final AuditCheck check;

    AuditTrailJob(AuditTrail trail, AuditCheck check) {
        this.trail = trail;
        this.check = check;
    }

    @Scheduled(identity = "flush_audit_log", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void flush() {
        trail.flush();
    }

    @Scheduled(identity = "watch_audit_log", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        trail.watch();
    }

    @Scheduled(
            identity = "verify_audit_log",
            every = "24h",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void verify() {
        check.verify();
    }

    @Scheduled(identity = "anchor_audit_log", every = "1h", delayed = "1h")
    void anchor() {
        trail.anchor();
    }
}
