package dev.statusagent.token;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a refresh failed, as operators and alerts see it. */
public enum RefreshError {
    /** No such name, no connection, time out, cut, redirect, or an answer that says "not now" (429, 472, 473, 5xx). */
    VAULT_UNREACHABLE,
    /** Vault answers, and is sealed. */
    VAULT_SEALED,
    /** The Vault token may not read the path, or a login was refused. */
    VAULT_DENIED,
    /** The chain, the host name, a pin, or the client certificate. */
    VAULT_TLS,
    /** There is no secret at the path, or its version was deleted. */
    SECRET_MISSING,
    /** Not JSON, no field {@code token}, a value that cannot be an agent token, or a token file that is no text or too large. */
    SECRET_INVALID,
    /** The service account's JWT or the Vault token's file cannot be read. */
    CREDENTIAL_UNREADABLE,
    /** The token file cannot be read. */
    FILE_UNREADABLE;

    /** The code in lower case, stable. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
