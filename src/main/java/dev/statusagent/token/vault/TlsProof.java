package dev.statusagent.token.vault;

import dev.statusagent.token.RefreshException;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Makes sure that Vault accepts this agent's TLS before a secret is sent. In TLS 1.3 a client learns only from the answer to
 * its first request that the server refused its certificate, or the lack of one; so the first request, and the first after a
 * TLS failure, is one that carries nothing. Used by one thread at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.4">RFC 8446 section 4.4.2.4</a>
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/system/health">Vault API: /sys/health</a>
 */
@Singleton
class TlsProof {
    private final VaultConfig config;
    private final VaultTransport http;
    private boolean given;

    TlsProof(VaultConfig config, VaultTransport http) {
        this.config = config;
        this.http = http;
    }

    /** Does nothing if Vault has answered over TLS before, or is spoken to without it. */
    void ensure() throws RefreshException {
        URI address = config.address().orElseThrow();
        if (!given && "https".equalsIgnoreCase(address.getScheme())) {
            VaultErrors.await("Vault TLS", http.get("/v1/sys/health"));
            given = true;
        }
    }

    void forget() {
        given = false;
    }
}
