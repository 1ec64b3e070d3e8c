package dev.statusagent.cli;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.StartupChecks;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.vault.VaultConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;

/** The configuration of a client command: the same variables as the agent's, checked alike. */
final class ClientConfiguration {
    private ClientConfiguration() {}

    static SmallRyeConfig load() {
        SmallRyeConfig config = ConfigUtils.configBuilder()
                .withMapping(AgentConfig.class)
                .withMapping(TokenConfig.class)
                .withMapping(VaultConfig.class)
                .build();
        StartupChecks checks = StartupChecks.run(config);
        if (!checks.errors().isEmpty()) {
            throw new ClientFailure(
                    ExitCodes.USAGE_OR_CONFIGURATION, String.join(System.lineSeparator(), checks.errors()));
        }
        return config;
    }
}
