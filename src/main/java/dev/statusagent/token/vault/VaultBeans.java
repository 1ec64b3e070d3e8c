package dev.statusagent.token.vault;

import dev.statusagent.outgoing.BoundedHttpClient;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.logging.LogConfidentialityLevel;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Makes the application's one {@link VaultClient}, in place of the one that the Quarkus extension would make. */
@Dependent
class VaultBeans {
    @Produces
    @Singleton
    VaultTransport http(VaultConfig config) throws IOException, GeneralSecurityException {
        return new VaultTransport(
                config.address().orElseThrow(),
                new BoundedHttpClient(VaultTls.context(config)),
                VaultTransport.EXCHANGE_TIMEOUT);
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    VaultClient client(VaultConfig config, VaultTransport http, VaultSession session) {
        VaultClient.Builder builder = VaultClient.builder()
                .baseUrl(config.address().orElseThrow().resolve("/").toString()) // the transport adds the path
                .executor(http)
                .tokenProvider(session)
                .requestTimeout(VaultTransport.EXCHANGE_TIMEOUT)
                .maxRetries(0)
                .logConfidentialityLevel(LogConfidentialityLevel.HIGH);
        config.namespace().ifPresent(builder::namespace);
        return builder.build();
    }
}
