package dev.statusagent.testing.vault;

import java.util.List;
import java.util.Map;

/** A status and a JSON body, which is empty for 204. */
record VaultResponse(int status, String body) {

    static VaultResponse json(int status, Object body) {
        return new VaultResponse(status, Json.write(body) + "\n");
    }

    static VaultResponse noContent() {
        return new VaultResponse(204, "");
    }

    /** Vault's error body, {@code {"errors":[…]}}, which says nothing for plain "not found". */
    static VaultResponse errors(int status, List<String> messages) {
        return json(status, Map.of("errors", messages));
    }
}
