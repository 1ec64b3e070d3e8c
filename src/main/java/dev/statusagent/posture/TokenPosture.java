package dev.statusagent.posture;

import static dev.statusagent.config.Setting.AGENT_TOKEN;
import static dev.statusagent.config.Setting.STATUS_TOKEN_FILE;
import static dev.statusagent.config.Setting.STATUS_TOKEN_GRACE;
import static dev.statusagent.config.Setting.STATUS_TOKEN_MAX_AGE;
import static dev.statusagent.config.Setting.VAULT_ADDRESS;
import static dev.statusagent.config.Setting.VAULT_AUTH;
import static dev.statusagent.posture.Protection.bad;
import static dev.statusagent.posture.Protection.good;
import static dev.statusagent.posture.Protection.look;

import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenStatus;
import dev.statusagent.token.VaultPrivileges;
import java.util.ArrayList;
import java.util.List;

/** Where the agent token comes from, and how long one that was stolen is of use. */
final class TokenPosture {
    private final Configured configured;
    private final TokenConfig config;

    TokenPosture(Configured configured, TokenConfig config) {
        this.configured = configured;
        this.config = config;
    }

    /**
     * Judges what concerns the token.
     *
     * @param privileges null where the source is not Vault
     */
    List<Protection> protections(TokenStatus token, VaultPrivileges privileges) {
        List<Protection> found = new ArrayList<>();
        found.add(source(token.origin()));
        found.add(age(token));
        found.add(grace());
        if (token.origin() == TokenOrigin.VAULT || token.origin() == TokenOrigin.FILE) {
            found.add(startingValue());
        }
        if (configured.has(VAULT_ADDRESS)) {
            found.add(wayToVault());
            found.add(privileges(privileges));
        }
        return found;
    }

    private static Protection source(TokenOrigin origin) {
        return switch (origin) {
            case VAULT ->
                good("token-source", VAULT_ADDRESS, "Vault delivers the agent token, and new ones without a restart.");
            case FILE ->
                good(
                        "token-source",
                        STATUS_TOKEN_FILE,
                        "A file delivers the agent token, and new ones without a restart.");
            case STATIC ->
                look("token-source", VAULT_ADDRESS, "The agent token never changes unless somebody asks for it.");
            case NONE ->
                look("token-source", VAULT_ADDRESS, "There is no source of an agent token: nobody can call the API.");
        };
    }

    private Protection age(TokenStatus token) {
        boolean fresh = token.hasToken() && token.age().compareTo(config.maxAge()) <= 0;
        return fresh || token.origin() == TokenOrigin.NONE
                ? good(
                        "token-age",
                        STATUS_TOKEN_MAX_AGE,
                        "A token that its source does not confirm makes the agent unready after %d s."
                                .formatted(config.maxAge().toSeconds()))
                : bad(
                        "token-age",
                        STATUS_TOKEN_MAX_AGE,
                        "The source has not confirmed the token for too long: a revoked one would still be valid.");
    }

    private Protection grace() {
        long seconds = config.grace().toSeconds();
        return seconds == 0
                ? good("token-grace", STATUS_TOKEN_GRACE, "A replaced token is refused at once.")
                : look(
                        "token-grace",
                        STATUS_TOKEN_GRACE,
                        "A replaced token is accepted for another %d s.".formatted(seconds));
    }

    private Protection startingValue() {
        return configured.has(AGENT_TOKEN)
                ? look(
                        "token-starting-value",
                        AGENT_TOKEN,
                        "After a restart while the source is away, this old value is valid again.")
                : good("token-starting-value", AGENT_TOKEN, "No old value becomes valid again by a restart.");
    }

    private Protection wayToVault() {
        return configured.isInClear(VAULT_ADDRESS, "http")
                ? bad(
                        "vault-transport",
                        VAULT_ADDRESS,
                        "The Vault token and the agent token cross the network in clear.")
                : good("vault-transport", VAULT_ADDRESS, "What Vault is asked and answers cannot be read on the way.");
    }

    private static Protection privileges(VaultPrivileges privileges) {
        if (privileges == VaultPrivileges.MINIMAL) {
            return good("vault-privileges", VAULT_AUTH, "The Vault token may do what the agent needs, and no more.");
        }
        return privileges == VaultPrivileges.EXCESS
                ? look("vault-privileges", VAULT_AUTH, "The Vault token may do more than the agent needs.")
                : look("vault-privileges", VAULT_AUTH, "Vault has not said what the Vault token may do.");
    }
}
