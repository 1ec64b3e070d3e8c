package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what blocks on a few threads of its own, each call for a limited time, waiting included: a runtime that hangs holds up
 * its own callers and nothing else of the agent. Thread-safe.
 */
final class RuntimeCalls implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 128;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), named("containers-"));

    RuntimeCalls() {
        threads.allowCoreThreadTimeOut(true);
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * What the call returns. After the time limit, or where too many calls wait, the failure is {@code RUNTIME_UNAVAILABLE}; the
     * call is interrupted then. What it returns when nobody waits for it any more is closed, if that can be.
     */
    <T> Uni<T> call(Duration limit, Callable<T> call) {
        return Uni.createFrom().emitter(caller -> {
            CompletableFuture<T> result = submit(limit, call);
            caller.onTermination(() -> result.cancel(false));
            var unused = result.whenComplete((value, failure) -> {
                if (failure == null) {
                    caller.complete(value);
                } else {
                    caller.fail(told(failure));
                }
            });
        });
    }

    private <T> CompletableFuture<T> submit(Duration limit, Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            Future<?> running = threads.submit(() -> run(call, result));
            var unused = result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((value, failure) -> running.cancel(failure instanceof TimeoutException));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(away());
        }
        return result;
    }

    private static <T> void run(Callable<T> call, CompletableFuture<T> result) {
        try {
            T value = call.call();
            if (!result.complete(value) && value instanceof AutoCloseable resource) {
                resource.close();
            }
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private static Throwable told(Throwable failure) {
        return failure instanceof TimeoutException ? away() : failure;
    }

    static StatusException away() {
        return StatusException.retryAfter(ProblemType.RUNTIME_UNAVAILABLE, RETRY);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
