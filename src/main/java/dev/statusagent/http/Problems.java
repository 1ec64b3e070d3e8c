package dev.statusagent.http;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Map;

/** Turns what went wrong into what the caller sees. */
final class Problems {
    /** RFC 9110 section 11.6.1: what a client may answer a 401 with. */
    private static final String CHALLENGE = "Bearer realm=\"status\"";

    private Problems() {}

    /** The header fields that go with the problem, beside its body. */
    static Map<String, String> headers(StatusException problem) {
        Map<String, String> headers = new HashMap<>();
        if (problem.type().status() == 401) {
            headers.put("WWW-Authenticate", CHALLENGE);
        }
        problem.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", String.valueOf(seconds)));
        return headers;
    }

    /**
     * The problem that the failure is to its caller.
     *
     * @param failure what was thrown; null if only a status code is known
     * @param statusCode the code that goes with it; 500 or 0 where nobody has chosen one
     */
    static StatusException toException(Throwable failure, int statusCode) {
        if (failure instanceof StatusException known) {
            return known;
        }
        if (failure instanceof AuthenticationFailedException && failure.getCause() instanceof StatusException known) {
            return known;
        }
        if (failure instanceof AuthenticationFailedException || failure instanceof UnauthorizedException) {
            return new StatusException(ProblemType.CREDENTIAL_INVALID);
        }
        if (failure instanceof ForbiddenException) {
            return new StatusException(ProblemType.FORBIDDEN);
        }
        if (failure instanceof WebApplicationException web) {
            return new StatusException(type(web.getResponse().getStatus()));
        }
        boolean chosen = failure == null || isClientError(statusCode);
        return new StatusException(chosen ? type(statusCode) : ProblemType.INTERNAL);
    }

    private static ProblemType type(int status) {
        return switch (status) {
            case 400 -> ProblemType.BAD_REQUEST;
            case 401 -> ProblemType.CREDENTIAL_INVALID;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> isClientError(status) ? ProblemType.CLIENT_ERROR : ProblemType.INTERNAL;
        };
    }

    private static boolean isClientError(int status) {
        return status >= 400 && status < 500;
    }
}
