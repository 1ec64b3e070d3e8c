package dev.statusagent.testing.vault;

import java.util.Map;
import java.util.Optional;

/**
 * An authorised request.
 *
 * @param path relative to the mount of the backend that handles it
 * @param token absent on login paths only
 */
record ApiCall(Capability operation, String path, VaultRequest request, Optional<Token> token) {

    Token caller() {
        return token.orElseThrow(ApiException::permissionDenied);
    }

    boolean writes() {
        return operation == Capability.CREATE || operation == Capability.UPDATE;
    }

    Map<String, Object> body() {
        try {
            return request.body().isBlank() ? Map.of() : Json.readObject(request.body());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("error parsing JSON");
        }
    }

    /** A field of the body, with {@code missing <name>} as the answer when it is not there. */
    String required(String name) {
        if (body().get(name) instanceof String value && !value.isEmpty()) {
            return value;
        }
        throw ApiException.badRequest("missing " + name);
    }
}
