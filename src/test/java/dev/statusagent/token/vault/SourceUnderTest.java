package dev.statusagent.token.vault;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.testing.FakeTicker;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import io.quarkus.vault.client.VaultClient;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The Vault source with everything below it, wired as the application wires it, with short time limits. */
final class SourceUnderTest {
    final FakeTicker ticker = new FakeTicker();
    final VaultTokenSource source;

    /**
     * Wires the source.
     *
     * @param settings keys below {@code status.}, and their values
     */
    SourceUnderTest(Map<String, String> settings) {
        this(settings, VaultTransport.EXCHANGE_TIMEOUT);
    }

    /** The same with less patience, for a Vault that hangs. */
    SourceUnderTest(Map<String, String> settings, Duration timeLimit) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put("status." + key, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Secret.class, 200, Secret::new)
                .withMapping(VaultConfig.class)
                .withMapping(AgentConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        VaultConfig vault = config.getConfigMapping(VaultConfig.class);
        try {
            VaultTransport http = new VaultTransport(
                    vault.address().orElseThrow(), new BoundedHttpClient(VaultTls.context(vault)), timeLimit);
            VaultSession session = new VaultSession(InstantSource.system());
            VaultClient client = new VaultBeans().client(vault, http, session);
            VaultLogin login = new VaultLogin(vault, client, session, ticker);
            source = new VaultTokenSource(
                    vault, config.getConfigMapping(AgentConfig.class), client, login, new TlsProof(vault, http));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    String fetch() throws RefreshException {
        return fetchToken().value().reveal();
    }

    AgentToken fetchToken() throws RefreshException {
        return source.fetch();
    }

    /** The error that a fetch ends with; null if it brings a token. */
    RefreshError error() {
        try {
            source.fetch();
            return null;
        } catch (RefreshException e) {
            return e.error();
        }
    }
}
