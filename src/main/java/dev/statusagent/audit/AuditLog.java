package dev.statusagent.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Writes events as JSON lines to the logger {@code audit}. Thread-safe; never throws to the caller for an event. */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOG = Logger.getLogger("audit");

    private final InstantSource clock;
    private final ObjectMapper json;

    AuditLog(InstantSource clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** Records the event under the present time. JSON escapes line breaks, so an event is always one line. */
    public void record(AuditEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event.type().code());
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("actor", event.actor());
        line.put("outcome", event.outcome());
        line.putAll(event.details());
        try {
            LOG.info(json.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            LOG.errorf("Event %s cannot be written as JSON", event.type().code());
        }
    }
}
