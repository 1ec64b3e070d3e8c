package dev.statusagent.container.kubernetes;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * Tells callers what became of a call that failed, and the operator what he can mend: once for each verb and resource until it
 * is something else. Thread-safe.
 */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MOST_CAUSES = 10;

    private final Map<String, String> told = new ConcurrentHashMap<>();

    /** The problem to answer with. */
    StatusException told(String verb, String resource, ApiCall.FailedException e) {
        String call = verb + ' ' + resource;
        return switch (e.status()) {
            case ApiCall.FailedException.SILENCE -> {
                if (isOfTls(e)) {
                    warn(call, "the API server's certificate is not accepted");
                }
                yield away();
            }
            case ApiCall.FailedException.NONSENSE -> {
                warn(call, "what the API server answers is not understood when it is asked to " + call);
                yield away();
            }
            case 401 -> {
                warn(call, "the API server does not accept the token of the agent's service account");
                yield away();
            }
            case 403 -> {
                warn(call, "the agent's role does not allow to " + call);
                yield away();
            }
            case 400, 409, 422 -> {
                warn(call, "the API server answered %d when asked to %s".formatted(e.status(), call));
                yield new StatusException(
                        ProblemType.CONTAINER_STATE, "The cluster could not do it; the agent's log has its answer");
            }
            default -> {
                if (e.status() == 404 && !verb.equals("list")) {
                    yield new StatusException(ProblemType.NOT_FOUND, "There is no such container");
                }
                warn(call, "the API server answered %d when asked to %s".formatted(e.status(), call));
                yield away();
            }
        };
    }

    /** There is no client to ask with: a kubeconfig that cannot be read, for one. */
    StatusException unusable(RuntimeException e) {
        warn("", "no client can be made with what is configured: " + e.getMessage());
        return away();
    }

    /** It is answered as it should be. */
    void over(String verb, String resource) {
        told.remove(verb + ' ' + resource);
    }

    /** That nobody answers is told by whoever samples. */
    private static boolean isOfTls(Throwable e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof SSLException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void warn(String call, String what) {
        if (!what.equals(told.put(call, what))) {
            LOG.warnf("Kubernetes: %s", what);
        }
    }

    static StatusException away() {
        return StatusException.retryAfter(ProblemType.RUNTIME_UNAVAILABLE, RETRY);
    }
}
