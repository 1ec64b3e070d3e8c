package dev.statusagent.testing.vault;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it arrived, secrets included.
 *
 * @param path the decoded path from {@code /v1} on, without the query
 * @param headers by name, whatever its case; values of a repeated header joined by a comma
 * @param clientCertificate what the client showed in the TLS handshake, if anything
 */
public record VaultRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Instant receivedAt,
        Optional<X509Certificate> clientCertificate) {

    public VaultRequest {
        query = Map.copyOf(query);
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** From {@code X-Vault-Token}, or else the bearer token that Vault accepts in its place. */
    public Optional<String> token() {
        return header("X-Vault-Token")
                .or(() -> header("Authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring("Bearer ".length())));
    }

    public Optional<String> namespace() {
        return header("X-Vault-Namespace");
    }

    boolean keepsAlive() {
        return header("Connection").filter("close"::equalsIgnoreCase).isEmpty();
    }
}
