package dev.statusagent.update;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * What is told of updates in the metrics. The state is that of the newest job, which is kept over restarts; the counters begin
 * anew with each.
 */
@ApplicationScoped
@Startup
class UpdateMetrics {
    /** What can be said of a job. */
    private enum State {
        UNDER_WAY,
        PREPARED,
        FAILED,
        ON_TRIAL,
        LIVE,
        FELL_BACK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(UpdateJob job) {
            if (job.deployment() != null) {
                return switch (job.deployment()) {
                    case SWITCHED -> ON_TRIAL;
                    case LIVE -> LIVE;
                    case FELL_BACK -> FELL_BACK;
                };
            }
            return switch (job.phase()) {
                case PENDING, DOWNLOADING, VERIFYING -> UNDER_WAY;
                case COMPLETED -> PREPARED;
                case FAILED -> FAILED;
            };
        }
    }

    /** Those that are told by {@link #ended}. */
    private static final List<State> ENDS = List.of(State.PREPARED, State.FAILED, State.LIVE, State.FELL_BACK);

    private final MeterRegistry registry;

    UpdateMetrics(Updates updates, MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("status.build.info", () -> 1)
                .description("The running release")
                .tag("version", updates.running().text())
                .register(registry);
        for (State state : State.values()) {
            Gauge.builder("status.update.state", () -> isNewest(updates, state) ? 1 : 0)
                    .description("1 for what became of the newest update so far")
                    .tag("state", state.code())
                    .register(registry);
        }
        ENDS.forEach(this::counter);
    }

    private static boolean isNewest(Updates updates, State state) {
        List<UpdateJob> all = updates.all();
        return !all.isEmpty() && State.of(all.get(all.size() - 1)) == state;
    }

    private Counter counter(State outcome) {
        return Counter.builder("status.updates")
                .description("Steps of updates that have come to an end since the start")
                .tag("outcome", outcome.code())
                .register(registry);
    }

    /** Counts a job whose preparation or deployment has come to an end. */
    void ended(UpdateJob job) {
        counter(State.of(job)).increment();
    }
}
