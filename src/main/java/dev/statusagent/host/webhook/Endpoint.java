package dev.statusagent.host.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whoever takes messages. Does not block; cancelling a call ends it. */
@FunctionalInterface
interface Endpoint {
    /**
     * The answer's beginning.
     *
     * @param retryAfter what {@code Retry-After} says
     */
    record Reply(int status, Optional<Duration> retryAfter) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Whether the same message may be taken later: the server is busy or broken, and says nothing about the message. */
        boolean isWorthAnotherTry() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /** Sends the message once; fails with whatever kept it from a whole answer. */
    CompletableFuture<Reply> post(byte[] json);
}
