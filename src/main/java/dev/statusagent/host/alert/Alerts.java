package dev.statusagent.host.alert;

import dev.statusagent.config.Ticker;
import dev.statusagent.host.HostSample;
import dev.statusagent.host.SampleListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Raises an alert for each kind when its threshold is passed for long enough, and resolves it. Thread-safe. */
@ApplicationScoped
public class Alerts implements SampleListener {
    private static final Logger LOG = Logger.getLogger(Alerts.class);

    private final AlertConfig config;
    private final Ticker ticker;
    private final InstantSource clock;
    private final List<AlertListener> listeners;
    private final Map<AlertKind, Watch> watches = new ConcurrentHashMap<>();

    Alerts(
            AlertConfig config,
            Ticker ticker,
            InstantSource clock,
            MeterRegistry metrics,
            @All List<AlertListener> listeners) {
        this.config = config;
        this.ticker = ticker;
        this.clock = clock;
        this.listeners = listeners;
        for (AlertKind kind : AlertKind.values()) {
            watches.put(kind, new Watch.Calm());
            Gauge.builder("status.alert.firing", () -> isFiring(kind) ? 1 : 0)
                    .description("Whether the alert has fired and not resolved")
                    .tag("alert", kind.code())
                    .register(metrics);
        }
    }

    /** Whether the alert has fired and not resolved yet. */
    public boolean isFiring(AlertKind kind) {
        return watches.get(kind) instanceof Watch.Firing;
    }

    @Override
    public synchronized void sampled(HostSample sample) {
        long now = ticker.nanos();
        for (AlertKind kind : AlertKind.values()) {
            Reading reading = Reading.of(kind.valuePct(sample), kind.thresholdPct(config), config.hysteresisPct());
            boolean fired = isFiring(kind);
            watches.put(kind, watches.get(kind).next(reading, now, config.after()));
            if (isFiring(kind) != fired) {
                tell(kind, fired ? AlertState.RESOLVED : AlertState.FIRED, kind.valuePct(sample));
            }
        }
    }

    private void tell(AlertKind kind, AlertState state, double valuePct) {
        int threshold = kind.thresholdPct(config);
        String message = state == AlertState.FIRED
                ? words("%s is %.1f %%, above %d %%", kind, valuePct, threshold)
                : words("%s is %.1f %%, below %d %% again", kind, valuePct, threshold - config.hysteresisPct());
        LOG.log(state == AlertState.FIRED ? Logger.Level.WARN : Logger.Level.INFO, message);
        Alert alert =
                new Alert(UUID.randomUUID().toString(), kind, state, valuePct, threshold, message, clock.instant());
        listeners.forEach(listener -> listener.changed(alert));
    }

    private static String words(String format, AlertKind kind, double valuePct, int boundPct) {
        return String.format(Locale.ROOT, format, kind.subject(), valuePct, boundPct);
    }
}
