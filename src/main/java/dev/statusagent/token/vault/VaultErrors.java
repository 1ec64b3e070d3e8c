package dev.statusagent.token.vault;

import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RefreshException;
import dev.statusagent.token.RotateException;
import io.quarkus.vault.client.VaultClientException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/**
 * Names what went wrong in a call to Vault.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs#http-status-codes">Vault API: HTTP status codes</a>
 */
final class VaultErrors {
    /** Vault, or something in front of it, has answered; not as it should. */
    static final class Answered extends RefreshException {
        private static final long serialVersionUID = 1L;

        Answered(RefreshError error, String message) {
            super(error, message);
        }
    }

    private VaultErrors() {}

    /**
     * Waits for the answer, which {@link VaultTransport} bounds in time.
     *
     * @param what the call in a few words, for the log
     * @throws RefreshException with the reason, if there is no good answer
     */
    static <T> T await(String what, CompletionStage<T> answer) throws RefreshException {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw name(what, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(what);
        }
    }

    /**
     * The same for a write with check-and-set, whose refusal Vault reports as 400.
     *
     * @throws RotateException if another version than the expected one is there
     */
    static <T> T awaitWrite(String what, CompletionStage<T> answer) throws RefreshException, RotateException {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (unwrap(e.getCause()) instanceof VaultClientException refused
                    && refused.hasErrorContaining("check-and-set")) {
                throw new RotateException(RotateException.Reason.CONFLICT, what + ": another writer was faster");
            }
            throw name(what, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(what);
        }
    }

    private static RefreshException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new RefreshException(RefreshError.VAULT_UNREACHABLE, what + ": interrupted");
    }

    private static RefreshException name(String what, Throwable thrown) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof VaultClientException answer) {
            return new Answered(error(answer), what + ": status " + status(answer));
        }
        if (failure instanceof NullPointerException) { // of the client, which takes an empty body for null
            return new Answered(RefreshError.SECRET_INVALID, what + ": an empty answer");
        }
        if (hasCause(failure, SSLException.class)) {
            return new RefreshException(RefreshError.VAULT_TLS, what + ": TLS refused");
        }
        return new RefreshException(
                RefreshError.VAULT_UNREACHABLE, what + ": " + failure.getClass().getSimpleName());
    }

    private static int status(VaultClientException answer) {
        return answer.getStatus() == null ? 0 : answer.getStatus();
    }

    private static RefreshError error(VaultClientException answer) {
        return switch (status(answer)) {
            case 200, 204 -> RefreshError.SECRET_INVALID; // the body was not what the client could read
            case 400, 401, 403, 405 -> RefreshError.VAULT_DENIED;
            case 404 -> RefreshError.SECRET_MISSING;
            case 503 ->
                answer.hasErrorContaining("sealed") ? RefreshError.VAULT_SEALED : RefreshError.VAULT_UNREACHABLE;
            default -> RefreshError.VAULT_UNREACHABLE;
        };
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
