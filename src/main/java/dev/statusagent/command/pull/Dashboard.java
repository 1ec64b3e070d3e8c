package dev.statusagent.command.pull;

import java.util.concurrent.CompletableFuture;

/** The control plane. Nothing here blocks; cancelling a call ends it. */
interface Dashboard {
    /** What it answered, whatever the status; at most 1 MiB. */
    final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }
    }

    /**
     * Asks for a command, and has it wait for one if there is none. Fails with {@link NoTokenException}, or with whatever
     * kept it from an answer.
     */
    CompletableFuture<Answer> poll();

    /** Reports a result; fails as {@link #poll} does. */
    CompletableFuture<Answer> report(byte[] json);

    /** There is no agent token to prove oneself with. */
    final class NoTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        NoTokenException() {
            super("there is no agent token", null, false, false);
        }
    }
}
