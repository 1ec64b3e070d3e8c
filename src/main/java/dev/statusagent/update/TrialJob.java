package dev.statusagent.update;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.audit.AuditLog;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * What updates do by the clock: a release that a launcher has started tells it once that it is started and live. By the probes'
 * own checks, which depend on no other service: a Vault that is away is no reason to go back.
 */
@ApplicationScoped
class TrialJob {
    private static final Logger LOG = Logger.getLogger(TrialJob.class);
    private static final String IDENTITY = "update_trial";

    private final Updates updates;
    private final SmallRyeHealthReporter health;
    private final Scheduler scheduler;
    private final AuditLog audit;
    private final UpdateMetrics metrics;

    TrialJob(
            Updates updates,
            SmallRyeHealthReporter health,
            Scheduler scheduler,
            AuditLog audit,
            UpdateMetrics metrics) {
        this.updates = updates;
        this.health = health;
        this.scheduler = scheduler;
        this.audit = audit;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        try {
            updates.recover(this::ended);
        } catch (IOException e) {
            LOG.warnf("What earlier updates have left cannot be read or removed: %s", e.getMessage());
        }
    }

    private void ended(UpdateJob job) {
        metrics.ended(job);
        if (job.deployment() == UpdateJob.Deployment.FELL_BACK) {
            LOG.warnf("The launcher went back to this release. %s", job.detail());
            record(AuditEvent.Type.UPDATE_ROLLED_BACK, job, updates.running().text());
        } else {
            record(AuditEvent.Type.UPDATE_STARTED, job, job.version());
        }
    }

    private void record(AuditEvent.Type step, UpdateJob job, String version) {
        audit.record(AuditEvent.of(step, "system", job.error())
                .with("job_id", job.id())
                .with("version", version)
                .with("reason", job.detail()));
    }

    void listening(@ObservesAsync HttpServerStart event) {
        watch();
    }

    void listening(@ObservesAsync HttpsServerStart event) {
        watch();
    }

    private void watch() {
        if (updates.isManaged()) {
            scheduler
                    .newJob(IDENTITY)
                    .setInterval("1s")
                    .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                    .setTask(execution -> look())
                    .schedule();
        }
    }

    private void look() {
        if (health.getStartup().isDown() || health.getLiveness().isDown()) {
            return;
        }
        try {
            updates.confirm(metrics::ended);
            scheduler.unscheduleJob(IDENTITY);
        } catch (IOException e) {
            LOG.warnf("The launcher cannot be told that this release is live: %s", e.getMessage());
        }
    }
}
