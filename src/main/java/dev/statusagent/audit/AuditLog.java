package dev.statusagent.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes events as JSON lines to the logger {@code audit} and to the audit log's files. Thread-safe; never blocks for the files,
 * and never throws to the caller for an event.
 */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOG = Logger.getLogger("audit");

    private final InstantSource clock;
    private final ObjectWriter json;
    private final Files files;

    /** Keeps lines, and whose they are: the id of a request, or null. */
    interface Files {
        void append(String line, String request);
    }

    @Inject
    AuditLog(InstantSource clock, ObjectMapper json, AuditTrail trail) {
        this(clock, json, (Files) trail::append);
    }

    AuditLog(InstantSource clock, ObjectMapper json, Files files) {
        this.clock = clock;
        this.json = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
        this.files = files;
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

    /**
     * Records the event under the present time. An event is always one line, of ASCII: what a terminal obeys, or writes from right to
     * left, is escaped like line breaks.
     */
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
            files.append(text, event.requestId());
        } catch (JsonProcessingException e) {
            LOG.errorf("Event %s cannot be written as JSON", event.type().code());
        }
    }
}
