package dev.statusagent.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that happened.
 *
 * @param type what happened
 * @param actor who caused it: a role, an identity, or {@code system}
 * @param outcome {@code success}, {@code failure} or a reason code
 * @param details further fields in the order given; never a secret
 */
public record AuditEvent(Type type, String actor, String outcome, Map<String, Object> details) {
    /** The kinds of event; the name in lower case is the value of the field {@code event}. */
    public enum Type {
        AUTH_SUCCESS,
        AUTH_FAILURE,
        SIGNATURE_INVALID,
        RATE_LIMITED,
        REPLAY_DETECTED,
        SCOPE_DENIED,
        TOKEN_ROTATED,
        TOKEN_REFRESH_FAILED,
        SESSION_CREATED,
        SESSION_ENDED,
        LOGIN_FAILED,
        COMMAND_EXECUTED,
        UPDATE_STARTED,
        UPDATE_DEPLOYED,
        UPDATE_ROLLED_BACK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AuditEvent {
        details = new LinkedHashMap<>(details);
    }

    public static AuditEvent of(Type type, String actor, String outcome) {
        return new AuditEvent(type, actor, outcome, Map.of());
    }

    /** The id of the request that it is about; null for none. */
    String requestId() {
        return details.get("request_id") instanceof String id ? id : null;
    }

    /** The same event with one more field; a null value is left out. */
    public AuditEvent with(String field, Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(field, value);
        return new AuditEvent(type, actor, outcome, more);
    }
}
