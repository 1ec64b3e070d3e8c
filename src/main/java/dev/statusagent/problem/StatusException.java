package dev.statusagent.problem;

import java.time.Duration;
import java.util.OptionalLong;

/** Leaves the current request with a problem. Expected, hence without a stack trace. */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final Duration retryAfter;

    public StatusException(ProblemType type) {
        this(type, type.detail());
    }

    /**
     * Leaves with the given detail.
     *
     * @param detail this occurrence in words that a stranger may read
     */
    public StatusException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    private StatusException(ProblemType type, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.retryAfter = retryAfter;
    }

    /** The same kind of problem, with the time after which trying again may help. */
    public static StatusException retryAfter(ProblemType type, Duration time) {
        return new StatusException(type, type.detail(), time);
    }

    /** Whole seconds for {@code Retry-After} (RFC 9110 section 10.2.3), rounded up; empty if trying again does not help. */
    public OptionalLong retryAfterSeconds() {
        return retryAfter == null
                ? OptionalLong.empty()
                : OptionalLong.of(retryAfter.plusMillis(999).toSeconds());
    }

    public ProblemType type() {
        return type;
    }

    /** The body that answers the request of the given id. */
    public Problem toProblem(String requestId) {
        return Problem.of(type, type.status(), getMessage(), requestId);
    }
}
