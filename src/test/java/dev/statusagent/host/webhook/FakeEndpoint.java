package dev.statusagent.host.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers as planned, in the thread that asks; 200 when nothing is planned. */
final class FakeEndpoint implements Endpoint {
    final List<String> posted = new ArrayList<>();
    private final Deque<CompletableFuture<Reply>> planned = new ArrayDeque<>();

    void plan(int... statuses) {
        for (int status : statuses) {
            planned.add(CompletableFuture.completedFuture(new Reply(status, Optional.empty())));
        }
    }

    void plan(int status, Duration retryAfter) {
        planned.add(CompletableFuture.completedFuture(new Reply(status, Optional.of(retryAfter))));
    }

    void planFailures(int number) {
        for (int i = 0; i < number; i++) {
            planned.add(CompletableFuture.failedFuture(new IOException("http://secret.example is away")));
        }
    }

    /** Leaves the next message without an answer until the test completes it. */
    CompletableFuture<Reply> planSilence() {
        CompletableFuture<Reply> silent = new CompletableFuture<>();
        planned.add(silent);
        return silent;
    }

    @Override
    public CompletableFuture<Reply> post(byte[] json) {
        posted.add(new String(json, StandardCharsets.UTF_8));
        return planned.isEmpty()
                ? CompletableFuture.completedFuture(new Reply(200, Optional.empty()))
                : planned.removeFirst();
    }
}
