package dev.statusagent.token;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the Vault token may do, compared with what the agent needs. */
public enum VaultPrivileges {
    /** Read on its own path; write there only where {@code AGENT_SCOPES} names {@code auth:rotate}. */
    MINIMAL,
    /** More than that. */
    EXCESS,
    /** Vault was not asked yet, or does not say. */
    UNKNOWN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
