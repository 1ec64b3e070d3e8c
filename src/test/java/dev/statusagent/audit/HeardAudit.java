package dev.statusagent.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log that keeps its events for the test. */
public final class HeardAudit extends AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    public HeardAudit() {
        super(InstantSource.system(), new ObjectMapper(), (line, request) -> {});
    }

    @Override
    public void record(AuditEvent event) {
        events.add(event);
    }

    public List<AuditEvent> events() {
        return events;
    }
}
