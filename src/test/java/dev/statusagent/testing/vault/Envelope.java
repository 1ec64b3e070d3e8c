package dev.statusagent.testing.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The object around every answer of an engine or auth method, with Vault's nulls where it has them. */
final class Envelope {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Envelope(String mountType) {
        fields.put("request_id", UUID.randomUUID().toString());
        fields.put("lease_id", "");
        fields.put("renewable", false);
        fields.put("lease_duration", 0);
        fields.put("data", null);
        fields.put("wrap_info", null);
        fields.put("warnings", null);
        fields.put("auth", null);
        fields.put("mount_type", mountType);
    }

    static Envelope of(String mountType) {
        return new Envelope(mountType);
    }

    Envelope data(Map<String, ?> data) {
        fields.put("data", data);
        return this;
    }

    Envelope auth(Map<String, ?> auth) {
        fields.put("auth", auth);
        return this;
    }

    Envelope leaseDuration(long seconds) {
        fields.put("lease_duration", seconds);
        return this;
    }

    Envelope warnings(List<String> warnings) {
        fields.put("warnings", warnings.isEmpty() ? null : warnings);
        return this;
    }

    /** Puts the fields of the data beside it too, as some {@code sys/} endpoints do for old clients. */
    Envelope dataAlsoOnTop(Map<String, ?> data) {
        fields.putAll(data);
        return data(data);
    }

    VaultResponse respond(int status) {
        return VaultResponse.json(status, fields);
    }
}
