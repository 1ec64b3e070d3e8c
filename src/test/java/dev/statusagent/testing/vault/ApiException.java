package dev.statusagent.testing.vault;

import java.util.List;

/** Ends a request with an error answer; the factories know Vault's wording. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, message);
    }

    static ApiException permissionDenied() {
        return new ApiException(403, "permission denied");
    }

    /**
     * The token is unknown, revoked or expired.
     *
     * @see <a href="https://developer.hashicorp.com/vault/docs/concepts/tokens">Tokens, error responses</a>
     */
    static ApiException invalidToken() {
        return new ApiException(403, several("permission denied", "invalid token"));
    }

    static ApiException deniedByPolicy() {
        return new ApiException(403, several("permission denied"));
    }

    static ApiException notFound() {
        return new ApiException(404, null);
    }

    static ApiException noRoute(String path) {
        return new ApiException(404, "no handler for route \"" + path + "\". route entry not found.");
    }

    static ApiException unsupportedPath() {
        return new ApiException(404, "unsupported path");
    }

    static ApiException unsupportedOperation() {
        return new ApiException(405, several("unsupported operation"));
    }

    static ApiException sealed() {
        return new ApiException(503, "Vault is sealed");
    }

    VaultResponse response() {
        return VaultResponse.errors(status, getMessage() == null ? List.of() : List.of(getMessage()));
    }

    /** The rendering of Go's {@code multierror}, which shows through in Vault's messages. */
    private static String several(String... messages) {
        String head = messages.length == 1 ? "1 error occurred:" : messages.length + " errors occurred:";
        return head + "\n\t* " + String.join("\n\t* ", messages) + "\n\n";
    }
}
