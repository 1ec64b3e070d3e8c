package dev.statusagent.token.vault;

import dev.statusagent.config.Secret;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where Vault is, how the agent proves itself to it, and how Vault proves itself to the agent. */
@ConfigMapping(prefix = "status.vault")
public interface VaultConfig {
    /** {@code VAULT_ADDRESS}: base URL; set: the token source is Vault. */
    Optional<URI> address();

    /** {@code VAULT_AUTH}: the method of login. */
    @WithDefault("token")
    VaultAuth auth();

    /** {@code VAULT_TOKEN}: for {@link VaultAuth#TOKEN}. */
    Optional<Secret> token();

    /** {@code VAULT_TOKEN_FILE}: for {@link VaultAuth#TOKEN}; read again when it changes. */
    Optional<Path> tokenFile();

    /** {@code VAULT_ROLE_ID}: for {@link VaultAuth#APPROLE}. */
    Optional<String> roleId();

    /** {@code VAULT_SECRET_ID}: for {@link VaultAuth#APPROLE}. */
    Optional<Secret> secretId();

    /** {@code VAULT_ROLE}: for {@link VaultAuth#KUBERNETES}. */
    Optional<String> role();

    /** {@code VAULT_KUBERNETES_TOKEN_PATH}: the service account's JWT, read at each login. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/token")
    Path kubernetesTokenPath();

    /** {@code VAULT_AUTH_MOUNT}: where the method is mounted; none: under its own name. */
    Optional<String> authMount();

    /** {@code VAULT_AGENT_PATH_PREFIX}: KV mount, with an optional path inside it; the first segment is the mount. */
    @WithDefault("status_panel")
    String agentPathPrefix();

    /** {@code VAULT_KV_VERSION}: 1 or 2. */
    @WithDefault("2")
    int kvVersion();

    /** {@code VAULT_NAMESPACE}: Vault Enterprise or OpenBao namespace. */
    Optional<String> namespace();

    /** {@code VAULT_CACERT}: PEM file of the CA that Vault's certificate must chain to; none: the JVM's trust store. */
    Optional<Path> cacert();

    /** {@code VAULT_CERT_SHA256}: pins, {@code sha256/} and the base64 of the SHA-256 of a SubjectPublicKeyInfo. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> certSha256();

    /** {@code VAULT_CLIENT_CERT}: PEM file of the client certificate's chain. */
    Optional<Path> clientCert();

    /** {@code VAULT_CLIENT_KEY}: PEM file of the client certificate's key. */
    Optional<Path> clientKey();
}
