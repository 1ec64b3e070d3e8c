package dev.statusagent.posture;

import static dev.statusagent.config.Setting.REDIS_URL;
import static dev.statusagent.config.Setting.STATUS_AUDIT_MAX_BYTES;
import static dev.statusagent.config.Setting.STATUS_DATA_DIR;
import static dev.statusagent.config.Setting.STATUS_STATE;
import static dev.statusagent.config.Setting.UPDATE_BINARY_URL;
import static dev.statusagent.config.Setting.UPDATE_EXPECTED_SHA256;
import static dev.statusagent.config.Setting.UPDATE_PUBLIC_KEY;
import static dev.statusagent.config.Setting.UPDATE_SERVER_URL;
import static dev.statusagent.posture.Protection.bad;
import static dev.statusagent.posture.Protection.good;
import static dev.statusagent.posture.Protection.look;

import java.util.List;

/** Where state is kept, what an update must prove, and whether the audit log can be relied on. */
final class KeepingPosture {
    private final Configured configured;

    KeepingPosture(Configured configured) {
        this.configured = configured;
    }

    /**
     * Judges what concerns keeping.
     *
     * @param auditWritable whether the audit log can be written
     * @param auditWhole whether nothing is wrong with what is in it
     */
    List<Protection> protections(boolean auditWritable, boolean auditWhole) {
        return List.of(state(), updates(), audit(auditWritable, auditWhole));
    }

    private Protection state() {
        if (!configured.is(STATUS_STATE, "redis")) {
            return good("state", STATUS_STATE, "Nonces, sessions and limits stay in this process.");
        }
        return configured.isInClear(REDIS_URL, "redis")
                ? bad("state", REDIS_URL, "Sessions and nonces cross the network in clear.")
                : good("state", REDIS_URL, "What is shared by replicas cannot be read on the way.");
    }

    private Protection updates() {
        if (!configured.has(UPDATE_SERVER_URL) && !configured.has(UPDATE_BINARY_URL)) {
            return good("updates", UPDATE_PUBLIC_KEY, "The agent fetches no updates.");
        }
        if (configured.has(UPDATE_PUBLIC_KEY)) {
            return good("updates", UPDATE_PUBLIC_KEY, "An update must be signed with the key that is configured.");
        }
        return configured.has(UPDATE_EXPECTED_SHA256)
                ? good("updates", UPDATE_EXPECTED_SHA256, "An update must have the hash that is configured.")
                : look("updates", UPDATE_PUBLIC_KEY, "Whoever holds the update server decides what the agent becomes.");
    }

    private static Protection audit(boolean writable, boolean whole) {
        if (!writable) {
            return bad("audit", STATUS_DATA_DIR, "The audit log cannot be written: changes are refused.");
        }
        return whole
                ? good(
                        "audit",
                        STATUS_AUDIT_MAX_BYTES,
                        "The audit log is written, and was in order when it was last verified.")
                : bad(
                        "audit",
                        STATUS_DATA_DIR,
                        "The audit log was edited, cut short or lost: run status audit verify.");
    }
}
