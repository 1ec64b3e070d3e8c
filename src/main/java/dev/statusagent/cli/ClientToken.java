package dev.statusagent.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenSource;
import dev.statusagent.token.file.FileTokenSource;
import dev.statusagent.token.vault.VaultConfig;
import dev.statusagent.token.vault.VaultTokenSource;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Finds the agent token where the agent finds it: Vault before the file, the file before the static token; asked once. */
final class ClientToken {
    private ClientToken() {}

    static Secret read(SmallRyeConfig config) {
        AgentConfig agent = config.getConfigMapping(AgentConfig.class);
        VaultConfig vault = config.getConfigMapping(VaultConfig.class);
        TokenConfig token = config.getConfigMapping(TokenConfig.class);
        try {
            if (vault.address().isPresent()) {
                return fetch(VaultTokenSource.standalone(vault, agent, System::nanoTime));
            }
            if (token.file().isPresent()) {
                return fetch(new FileTokenSource(token, new ObjectMapper()));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "the TLS settings of Vault are not usable");
        }
        return agent.token()
                .orElseThrow(() -> new ClientFailure(
                        ExitCodes.USAGE_OR_CONFIGURATION,
                        "there is no agent token: set VAULT_ADDRESS, STATUS_TOKEN_FILE or AGENT_TOKEN"));
    }

    private static Secret fetch(TokenSource source) {
        try {
            return source.fetch().value();
        } catch (RefreshException e) {
            throw new ClientFailure(
                    ExitCodes.FAILED, "no agent token: " + e.error().code() + " (" + e.getMessage() + ")");
        }
    }
}
