package dev.statusagent.command.pull;

import dev.statusagent.audit.AuditEvent;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.config.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells operators how pull mode fares: changes in the log, each once, and everything in the metrics. Thread-safe. */
final class PullEvents {
    /** Who asked for what is run, in the audit log. */
    static final CommandOrigin ORIGIN = new CommandOrigin("control plane", null, null);

    private static final Logger LOG = Logger.getLogger(PullEvents.class);

    private final MeterRegistry metrics;
    private final Consumer<AuditEvent> audit;
    private final Ticker ticker;
    private final AtomicLong reportsDue = new AtomicLong();
    private final Set<PollOutcome> told = EnumSet.noneOf(PollOutcome.class);
    private long outageBeganNanos;
    private boolean reportsFail;
    private boolean storeFails;

    PullEvents(MeterRegistry metrics, Consumer<AuditEvent> audit, Ticker ticker) {
        this.metrics = metrics;
        this.audit = audit;
        this.ticker = ticker;
        Gauge.builder("status.dashboard.reports.due", reportsDue, AtomicLong::doubleValue)
                .description("Results of pulled commands that the control plane has not taken yet")
                .register(metrics);
    }

    synchronized void polled(PollOutcome outcome) {
        Counter.builder("status.dashboard.polls")
                .description("Questions to the control plane for a command")
                .tag("outcome", outcome.code())
                .register(metrics)
                .increment();
        if (!outcome.isGood()) {
            if (told.isEmpty()) {
                outageBeganNanos = ticker.nanos();
            }
            if (told.add(outcome)) {
                LOG.warnf("No commands from the control plane: %s; asking again with growing pauses", outcome.reason());
            }
        } else if (!told.isEmpty()) {
            told.clear();
            Duration outage = Duration.ofNanos(ticker.nanos() - outageBeganNanos);
            LOG.infof("The control plane can be asked for commands again, after %d s", outage.toSeconds());
        }
    }

    /** Notes how many reports are due, which the store has said. */
    void reportsDue(long number) {
        storeWorks();
        reportsDue.set(number);
    }

    synchronized void reportTaken(String commandId) {
        LOG.debugf("Reported %s", commandId);
        if (reportsFail) {
            reportsFail = false;
            LOG.info("The control plane takes reports again");
        }
    }

    /** A report that will be tried again. */
    synchronized void reportFailed(String why) {
        if (!reportsFail) {
            reportsFail = true;
            LOG.warnf("The control plane does not take a report: %s; it is kept and tried again", why);
        }
    }

    /** A report that the control plane does not want. */
    void reportUnwanted(String commandId, int status) {
        LOG.warnf("The control plane does not want the report of %s (%d); it is dropped", commandId, status);
    }

    synchronized void storeFailed(Throwable failure) {
        if (!storeFails) {
            storeFails = true;
            LOG.warnf("The results of pulled commands cannot be kept or read: %s", failure.getMessage());
        }
    }

    private synchronized void storeWorks() {
        if (storeFails) {
            storeFails = false;
            LOG.info("The results of pulled commands can be kept and read again");
        }
    }

    /** A command that may not run. */
    void refused(String commandId) {
        audit.accept(AuditEvent.of(AuditEvent.Type.COMMAND_EXECUTED, ORIGIN.identity(), "command-refused")
                .with("command_id", commandId));
    }

    /** A command that found no place in time. */
    void letGo(String commandId) {
        LOG.warnf("No place came free in time for %s; the control plane will offer it again", commandId);
    }
}
