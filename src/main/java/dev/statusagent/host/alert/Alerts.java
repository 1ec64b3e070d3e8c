package dev.statusagent.host.alert;

import dev.statusagent.config.Ticker;
import dev.statusagent.host.HostSample;
import dev.statusagent.host.SampleListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Raises an alert for each kind when its threshold is passed for long enough, and for each source when it says so, and resolves
 * it. Thread-safe.
 */
@ApplicationScoped
public class Alerts implements SampleListener {
    private static final Logger LOG = Logger.getLogger(Alerts.class);

    private final AlertConfig config;
    private final Ticker ticker;
    private final InstantSource clock;
    private final List<AlertSource> sources;
    private final List<AlertListener> listeners;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    Alerts(
            AlertConfig config,
            Ticker ticker,
            InstantSource clock,
            MeterRegistry metrics,
            @All List<AlertSource> sources,
            @All List<AlertListener> listeners) {
        this.config = config;
        this.ticker = ticker;
        this.clock = clock;
        this.sources = sources;
        this.listeners = listeners;
        for (AlertKind kind : AlertKind.values()) {
            watch(kind.code(), metrics);
        }
        sources.forEach(source -> watch(source.alert(), metrics));
    }

    private void watch(String name, MeterRegistry metrics) {
        watches.put(name, new Watch.Calm());
        Gauge.builder("status.alert.firing", () -> isFiring(name) ? 1 : 0)
                .description("Whether the alert has fired and not resolved")
                .tag("alert", name)
                .register(metrics);
    }

    /** Whether the alert of that name has fired and not resolved yet. */
    public boolean isFiring(String name) {
        return watches.get(name) instanceof Watch.Firing;
    }

    @Override
    public synchronized void sampled(HostSample sample) {
        for (AlertKind kind : AlertKind.values()) {
            judge(kind, kind.valuePct(sample), kind.thresholdPct(config));
        }
        sources.forEach(this::judge);
    }

    private void judge(AlertKind kind, double valuePct, int thresholdPct) {
        Reading reading = Reading.of(valuePct, thresholdPct, config.hysteresisPct());
        change(kind.code(), reading, config.after()).ifPresent(state -> {
            String message = state == AlertState.FIRED
                    ? words("%s is %.1f %%, above %d %%", kind, valuePct, thresholdPct)
                    : words("%s is %.1f %%, below %d %% again", kind, valuePct, thresholdPct - config.hysteresisPct());
            tell(kind.code(), state, valuePct, thresholdPct, message);
        });
    }

    private static String words(String format, AlertKind kind, double valuePct, int boundPct) {
        return String.format(Locale.ROOT, format, kind.subject(), valuePct, boundPct);
    }

    private void judge(AlertSource source) {
        Optional<String> trouble = source.trouble();
        Reading reading = trouble.isPresent() ? Reading.ABOVE : Reading.WELL_BELOW;
        change(source.alert(), reading, Duration.ZERO)
                .ifPresent(state -> tell(source.alert(), state, null, null, trouble.orElseGet(source::wellAgain)));
    }

    /** Takes the reading down; what has changed by it, if anything has. */
    private Optional<AlertState> change(String name, Reading reading, Duration patience) {
        boolean fired = isFiring(name);
        watches.put(name, watches.get(name).next(reading, ticker.nanos(), patience));
        if (isFiring(name) == fired) {
            return Optional.empty();
        }
        return Optional.of(fired ? AlertState.RESOLVED : AlertState.FIRED);
    }

    private void tell(String name, AlertState state, Double valuePct, Integer thresholdPct, String message) {
        LOG.log(state == AlertState.FIRED ? Logger.Level.WARN : Logger.Level.INFO, message);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Alert alert = new Alert(UUID.randomUUID().toString(), name, state, valuePct, thresholdPct, message, now);
        listeners.forEach(listener -> listener.changed(alert));
    }
}
