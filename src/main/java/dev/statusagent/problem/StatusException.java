package dev.statusagent.problem;

/** Leaves the current request with a problem. Expected, hence without a stack trace. */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    public StatusException(ProblemType type) {
        this(type, type.detail());
    }

    /**
     * Leaves with the given detail.
     *
     * @param detail this occurrence in words that a stranger may read
     */
    public StatusException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    /** The body that answers the request of the given id. */
    public Problem toProblem(String requestId) {
        return Problem.of(type, type.status(), getMessage(), requestId);
    }
}
