package dev.statusagent.token.vault;

import dev.statusagent.config.Secret;
import io.quarkus.vault.client.auth.VaultAuthRequest;
import io.quarkus.vault.client.auth.VaultToken;
import io.quarkus.vault.client.auth.VaultTokenProvider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds the Vault token that the client's requests carry. Logging in is {@link VaultLogin}'s part. Thread-safe. */
@Singleton
class VaultSession implements VaultTokenProvider {
    private final InstantSource clock;
    private volatile Secret token;

    VaultSession(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<VaultToken> apply(VaultAuthRequest request) {
        Secret now = token;
        return now == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not logged in to Vault"))
                : CompletableFuture.completedFuture(VaultToken.neverExpires(now.reveal(), clock));
    }

    boolean isOpen() {
        return token != null;
    }

    void open(Secret vaultToken) {
        token = vaultToken;
    }

    void close() {
        token = null;
    }
}
