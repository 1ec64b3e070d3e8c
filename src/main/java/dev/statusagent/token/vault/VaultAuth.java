package dev.statusagent.token.vault;

import java.util.Locale;

/** How the agent logs in to Vault. */
enum VaultAuth {
    /** With a token it was given. */
    TOKEN,
    /** With a role id and a secret id. */
    APPROLE,
    /** With the service account's JWT of its Pod. */
    KUBERNETES;

    /** The name under which Vault mounts the method by default. */
    String defaultMount() {
        return name().toLowerCase(Locale.ROOT);
    }
}
