package dev.statusagent.token.vault;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Ticker;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.From;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.RotateException;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenSource;
import dev.statusagent.token.VaultPrivileges;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the token's current version from Vault's KV engine, logging in as needed. */
@Singleton
@From(TokenOrigin.VAULT)
public class VaultTokenSource implements TokenSource {
    private static final String FIELD = "token";

    private final VaultClient client;
    private final VaultLogin login;
    private final TlsProof tlsProof;
    private final VaultPaths paths;
    private final LeastPrivilege leastPrivilege;
    private volatile VaultPrivileges privileges = VaultPrivileges.UNKNOWN;
    private boolean privilegesDue;

    VaultTokenSource(VaultConfig config, AgentConfig agent, VaultClient client, VaultLogin login, TlsProof tlsProof) {
        this.client = client;
        this.login = login;
        this.tlsProof = tlsProof;
        this.paths = VaultPaths.of(config.agentPathPrefix(), agent.deploymentHash(), config.kvVersion());
        this.leastPrivilege = new LeastPrivilege(client, paths, agent);
    }

    /**
     * A source outside the container, for the command line.
     *
     * @throws IOException if a file of the TLS settings cannot be read
     * @throws GeneralSecurityException if such a file is not understood
     */
    public static TokenSource standalone(VaultConfig config, AgentConfig agent, Ticker ticker)
            throws IOException, GeneralSecurityException {
        VaultBeans beans = new VaultBeans();
        VaultTransport http = beans.http(config);
        VaultSession session = new VaultSession(InstantSource.system());
        VaultClient client = beans.client(config, http, session);
        VaultLogin login = new VaultLogin(config, client, session, ticker);
        return new VaultTokenSource(config, agent, client, login, new TlsProof(config, http));
    }

    @Override
    public TokenOrigin origin() {
        return TokenOrigin.VAULT;
    }

    @Override
    public boolean hasChanged() {
        return login.credentialChangedAnew();
    }

    @Override
    public VaultPrivileges privileges() {
        return privileges;
    }

    @Override
    public Duration patience() {
        return login.patience();
    }

    @Override
    public AgentToken fetch() throws RefreshException {
        try {
            tlsProof.ensure();
            return fetchLoggedIn();
        } catch (RefreshException e) {
            if (e.error() == RefreshError.VAULT_TLS) {
                tlsProof.forget();
            }
            throw e;
        }
    }

    private AgentToken fetchLoggedIn() throws RefreshException {
        boolean fresh = login.ensure();
        checkPrivilegesAfter(fresh);
        try {
            return read();
        } catch (RefreshException e) {
            if (e.error() != RefreshError.VAULT_DENIED || fresh || !login.isRepeatable()) {
                throw e;
            }
            login.login(); // the session may have been revoked: one fresh login before this counts as a failure
            checkPrivilegesAfter(true);
            return read();
        }
    }

    @Override
    public AgentToken replace(AgentToken next, Integer heldVersion) throws RotateException {
        try {
            tlsProof.ensure();
            login.ensure();
            return write(next, heldVersion);
        } catch (RefreshException e) {
            throw new RotateException(
                    e.error() == RefreshError.VAULT_DENIED
                            ? RotateException.Reason.DENIED
                            : RotateException.Reason.AWAY,
                    e.getMessage());
        }
    }

    /** Leaves the secret's other fields as they are. KV v1 knows no versions, so that there the last writer wins. */
    private AgentToken write(AgentToken next, Integer heldVersion) throws RefreshException, RotateException {
        Optional<Stored> present = present();
        Map<String, Object> data = new HashMap<>(present.map(Stored::data).orElse(Map.of()));
        data.put(FIELD, next.value().reveal());
        if (!paths.kv2()) {
            VaultErrors.await("Vault write", client.secrets().kv1(paths.mount()).update(paths.secret(), data));
            return next;
        }
        int held = heldVersion == null ? 0 : heldVersion; // 0: only if there is no such secret yet
        if (present.isPresent() && !Integer.valueOf(held).equals(present.get().version())) {
            throw new RotateException(RotateException.Reason.CONFLICT, "Vault read: another version than the one held");
        }
        VaultErrors.awaitWrite(
                "Vault write",
                client.secrets()
                        .kv2(paths.mount())
                        .updateSecret(paths.secret(), new VaultSecretsKV2UpdateSecretOptions().setCas(held), data));
        return new AgentToken(next.value(), held + 1);
    }

    /** Empty for one that was deleted, or never there. */
    private Optional<Stored> present() throws RefreshException {
        try {
            return Optional.of(readSecret());
        } catch (RefreshException e) {
            if (e.error() == RefreshError.SECRET_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void checkPrivilegesAfter(boolean freshLogin) {
        privilegesDue |= freshLogin;
        if (privilegesDue) {
            leastPrivilege.check().ifPresent(answer -> {
                privileges = answer;
                privilegesDue = false;
            });
        }
    }

    private AgentToken read() throws RefreshException {
        Stored secret = readSecret();
        if (secret.data().get(FIELD) instanceof String value) {
            return AgentToken.of(value, secret.version());
        }
        throw invalid();
    }

    private Stored readSecret() throws RefreshException {
        if (!paths.kv2()) {
            Map<String, Object> data = VaultErrors.await(
                    "Vault read", client.secrets().kv1(paths.mount()).read(paths.secret()));
            return stored(data, null);
        }
        var answer = VaultErrors.await(
                "Vault read", client.secrets().kv2(paths.mount()).readSecret(paths.secret()));
        Integer version = answer == null || answer.getMetadata() == null
                ? null
                : answer.getMetadata().getVersion();
        return stored(answer == null ? null : answer.getData(), version);
    }

    private static Stored stored(Map<String, Object> data, Integer version) throws RefreshException {
        if (data == null) {
            throw invalid();
        }
        return new Stored(data, version);
    }

    private static RefreshException invalid() {
        return new RefreshException(RefreshError.SECRET_INVALID, "the secret has no text field \"token\"");
    }

    /** Never printed: its fields are secret. The version is null in KV v1. */
    private record Stored(Map<String, Object> data, Integer version) {
        @Override
        public String toString() {
            return "Stored[version=" + version + "]";
        }
    }
}
