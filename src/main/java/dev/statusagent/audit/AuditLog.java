package dev.statusagent.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes events as JSON lines to the logger {@code audit} and to the audit log's files. Thread-safe; never blocks for the files,
 * and never throws to the caller for an event.
 */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOG = Logger.getLogger("audit");

    private final InstantSource clock;
    private final ObjectMapper json;
    private final Consumer<String> trail;

    @Inject
    AuditLog(InstantSource clock, ObjectMapper json, AuditTrail trail) {
        this(clock, json, trail::append);
    }

    AuditLog(InstantSource clock, ObjectMapper json, Consumer<String> trail) {
        this.clock = clock;
        this.json = json;
        this.trail = trail;
    }

    /** Writes a line to the logger only. */
    static void writeToLogger(String line) {
        LOG.info(line);
    }

    /** The present time as events have it. */
    static String time(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The event that tells of events for which there was no room. */
    static String loss(long events, InstantSource clock) {
        return "{\"event\":\"audit_events_lost\",\"time\":\"%s\",\"actor\":\"system\",\"outcome\":\"failure\",\"lost\":%d}"
                .formatted(time(clock), events);
    }

    /** Records the event under the present time. JSON escapes line breaks, so an event is always one line. */
    public void record(AuditEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event.type().code());
        line.put("time", time(clock));
        line.put("actor", event.actor());
        line.put("outcome", event.outcome());
        line.putAll(event.details());
        try {
            String text = json.writeValueAsString(line);
            writeToLogger(text);
            trail.accept(text);
        } catch (JsonProcessingException e) {
            LOG.errorf("Event %s cannot be written as JSON", event.type().code());
        }
    }
}
