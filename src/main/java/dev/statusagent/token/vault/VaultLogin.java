package dev.statusagent.token.vault;

import dev.statusagent.config.Secret;
import dev.statusagent.config.Ticker;
import dev.statusagent.config.WatchedFile;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.common.VaultAuthResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Keeps the agent logged in to Vault: logs in when there is no session or its credential has changed, extends the lease once
 * a third of it has passed, and logs in anew where that is refused. Used by one thread at a time.
 */
@Singleton
class VaultLogin {
    private static final Logger LOG = Logger.getLogger(VaultLogin.class);
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final VaultConfig config;
    private final VaultClient client;
    private final VaultSession session;
    private final Ticker ticker;
    private final WatchedFile tokenFile;
    private Lease lease = Lease.ENDLESS;
    private Lease granted = Lease.ENDLESS;
    private boolean lookUpDue;
    private boolean warnedUnrenewable;

    VaultLogin(VaultConfig config, VaultClient client, VaultSession session, Ticker ticker) {
        this.config = config;
        this.client = client;
        this.session = session;
        this.ticker = ticker;
        this.tokenFile = config.tokenFile().map(WatchedFile::new).orElse(null);
    }

    /**
     * Makes sure that there is a session whose lease is not about to end.
     *
     * @return whether this took a new login
     * @throws RefreshException if Vault is away or refuses
     */
    boolean ensure() throws RefreshException {
        if (!session.isOpen() || credentialChanged()) {
            login();
            return true;
        }
        if (lookUpDue) {
            lookUp();
        }
        return lease.wantsCare(ticker.nanos()) && prolong();
    }

    /** Whether the file that holds the Vault token has changed since it was read. */
    boolean credentialChanged() {
        return tokenFile != null && tokenFile.hasChanged();
    }

    /** The same, each change told once. */
    boolean credentialChangedAnew() {
        return tokenFile != null && tokenFile.hasChangedAnew();
    }

    /** Whether logging in again can bring another Vault token than the present one. */
    boolean isRepeatable() {
        return config.auth() != VaultAuth.TOKEN || tokenFile != null;
    }

    void login() throws RefreshException {
        session.close();
        switch (config.auth()) {
            case TOKEN -> useGivenToken();
            case APPROLE ->
                open(client.auth()
                        .appRole(mount())
                        .login(
                                config.roleId().orElseThrow(),
                                config.secretId().orElseThrow().reveal()));
            case KUBERNETES ->
                open(client.auth().kubernetes(mount()).login(config.role().orElseThrow(), serviceAccountJwt()));
        }
    }

    Duration patience() {
        return lease.patience(ticker.nanos());
    }

    private String mount() {
        return config.authMount().orElse(config.auth().defaultMount());
    }

    private void open(CompletionStage<? extends VaultAuthResult<?>> login) throws RefreshException {
        try {
            take(VaultErrors.await("Vault login", login));
        } catch (RefreshException e) {
            throw e.error() == RefreshError.SECRET_MISSING
                    ? new RefreshException(RefreshError.VAULT_DENIED, e.getMessage()) // no such auth mount
                    : e;
        }
    }

    private void take(VaultAuthResult<?> auth) throws RefreshException {
        if (auth == null || auth.getClientToken() == null) {
            throw new RefreshException(RefreshError.SECRET_INVALID, "Vault login: the answer holds no token");
        }
        granted = Lease.of(ticker.nanos(), auth.getLeaseDuration(), Boolean.TRUE.equals(auth.isRenewable()));
        lease = granted;
        session.open(new Secret(auth.getClientToken()));
    }

    private void useGivenToken() throws RefreshException {
        session.open(tokenFile == null ? config.token().orElseThrow() : tokenFromFile());
        lookUp();
    }

    /**
     * Vault's {@code default} policy lets a token look itself up; without it the lease is unknown, and that is said. Any other odd
     * answer says nothing about the secret: the read decides, and this is asked again.
     */
    private void lookUp() throws RefreshException {
        lookUpDue = false;
        granted = Lease.ENDLESS;
        try {
            var info = VaultErrors.await(
                    "Vault token look-up", client.auth().token().lookupSelf());
            if (info == null) {
                throw new VaultErrors.Answered(
                        RefreshError.SECRET_INVALID, "Vault token look-up: nothing in the answer");
            }
            granted = Lease.of(ticker.nanos(), info.getTtl(), Boolean.TRUE.equals(info.isRenewable()));
        } catch (RefreshException e) {
            if (e.error() == RefreshError.VAULT_DENIED) {
                warnUnrenewable("it may not look itself up (is Vault's default policy missing?)");
            } else if (e instanceof VaultErrors.Answered && e.error() != RefreshError.VAULT_SEALED) {
                lookUpDue = true;
                warnUnrenewable("its look-up fails (" + e.getMessage() + ")");
            } else {
                session.close();
                throw e;
            }
        }
        lease = granted;
    }

    private Secret tokenFromFile() throws RefreshException {
        try {
            String text = tokenFile.read().strip();
            if (VISIBLE.matcher(text).matches()) {
                return new Secret(text);
            }
        } catch (IOException e) {
            throw unreadable("VAULT_TOKEN_FILE", e);
        }
        throw new RefreshException(RefreshError.CREDENTIAL_UNREADABLE, "VAULT_TOKEN_FILE holds no Vault token");
    }

    private String serviceAccountJwt() throws RefreshException {
        try {
            return Files.readString(config.kubernetesTokenPath()).strip();
        } catch (IOException e) {
            throw unreadable("the service account's token", e);
        }
    }

    private static RefreshException unreadable(String what, IOException cause) {
        return new RefreshException(
                RefreshError.CREDENTIAL_UNREADABLE,
                what + " cannot be read: " + cause.getClass().getSimpleName());
    }

    /** Extends the lease; where that is refused, or Vault's limit is near, logs in anew if that is possible. */
    private boolean prolong() throws RefreshException {
        if (lease.renewable() && renewed() && !(isRepeatable() && lease.isMuchShorterThan(granted))) {
            return false;
        }
        if (config.auth() != VaultAuth.TOKEN) {
            login();
            return true;
        }
        if (!lease.renewable()) {
            warnUnrenewable("Vault says so; give the agent a new one before its lease ends");
        }
        return false;
    }

    private boolean renewed() throws RefreshException {
        try {
            VaultAuthResult<?> auth = VaultErrors.await(
                    "Vault token renewal", client.auth().token().renewSelf(null));
            lease = Lease.of(ticker.nanos(), auth.getLeaseDuration(), Boolean.TRUE.equals(auth.isRenewable()));
            return true;
        } catch (RefreshException e) {
            if (e.error() != RefreshError.VAULT_DENIED) {
                throw e;
            }
            warnUnrenewable("renewal was refused");
            return false;
        }
    }

    private void warnUnrenewable(String why) {
        if (!warnedUnrenewable) {
            warnedUnrenewable = true;
            LOG.warnf("The Vault token cannot be renewed: %s", why);
        }
    }
}
