package dev.statusagent.testing.vault;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the server, and the endpoints that tell it to anybody.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/system/health">sys/health</a>
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/system/seal-status">sys/seal-status</a>
 */
final class Node {

    private static final String VERSION = "1.20.4";
    private static final String CLUSTER_NAME = "vault-double";
    private static final String CLUSTER_ID = "5f0c6b4e-3f1e-4f0f-9d0a-2b7f6a1c9e11";

    private final InstantSource clock;
    private volatile NodeState state = NodeState.ACTIVE;
    private volatile boolean sealed;

    Node(InstantSource clock) {
        this.clock = clock;
    }

    void state(NodeState value) {
        state = value;
    }

    void sealed(boolean value) {
        sealed = value;
    }

    /** The answer, if this is a request about the status. */
    Optional<VaultResponse> status(VaultRequest request, String path) {
        return switch (path) {
            case "sys/health" -> Optional.of(health(request));
            case "sys/seal-status" -> Optional.of(VaultResponse.json(200, sealStatus()));
            default -> Optional.empty();
        };
    }

    /** Refuses a request that a node in this state does not serve. */
    void requireServing() {
        if (sealed) {
            throw ApiException.sealed();
        }
        if (state == NodeState.DR_SECONDARY) {
            throw ApiException.badRequest("path disabled in replication DR secondary mode");
        }
    }

    /** Outside the root namespace there is no such path: hashicorp/vault#14934. */
    private VaultResponse health(VaultRequest request) {
        if (request.namespace().isPresent()) {
            throw ApiException.unsupportedPath();
        }
        var health = new LinkedHashMap<String, Object>();
        health.put("initialized", true);
        health.put("sealed", sealed);
        health.put("standby", sealed || state != NodeState.ACTIVE);
        health.put("performance_standby", state == NodeState.PERFORMANCE_STANDBY);
        health.put("replication_performance_mode", "disabled");
        health.put("replication_dr_mode", state == NodeState.DR_SECONDARY ? "secondary" : "disabled");
        health.put("server_time_utc", clock.instant().getEpochSecond());
        health.put("version", VERSION);
        health.put("enterprise", false);
        putCluster(health);
        return VaultResponse.json(healthCode(request.query()), health);
    }

    private int healthCode(Map<String, String> query) {
        if (sealed) {
            return code(query, "sealedcode", 503);
        }
        return switch (state) {
            case ACTIVE -> code(query, "activecode", 200);
            case STANDBY ->
                accepted(query, "standbyok") ? code(query, "activecode", 200) : code(query, "standbycode", 429);
            case PERFORMANCE_STANDBY ->
                accepted(query, "perfstandbyok")
                        ? code(query, "activecode", 200)
                        : code(query, "performancestandbycode", 473);
            case DR_SECONDARY -> code(query, "drsecondarycode", 472);
        };
    }

    private Map<String, Object> sealStatus() {
        var status = new LinkedHashMap<String, Object>();
        status.put("type", "shamir");
        status.put("initialized", true);
        status.put("sealed", sealed);
        status.put("t", 1);
        status.put("n", 1);
        status.put("progress", 0);
        status.put("nonce", "");
        status.put("version", VERSION);
        status.put("build_date", "2025-09-23T13:22:38Z");
        status.put("migration", false);
        putCluster(status);
        status.put("recovery_seal", false);
        status.put("storage_type", "raft");
        return status;
    }

    /** A sealed server does not know its cluster. */
    private void putCluster(Map<String, Object> fields) {
        if (!sealed) {
            fields.put("cluster_name", CLUSTER_NAME);
            fields.put("cluster_id", CLUSTER_ID);
        }
    }

    private static boolean accepted(Map<String, String> query, String name) {
        return query.containsKey(name) && !query.get(name).equals("false");
    }

    private static int code(Map<String, String> query, String name, int otherwise) {
        try {
            return Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("bad value for " + name + " parameter");
        }
    }
}
