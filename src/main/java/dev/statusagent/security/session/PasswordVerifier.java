package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Verifies passwords on threads of its own, so that strangers who try cost the agent a known part of its processor and memory:
 * two at once where the heap has room for it, else one, and a queue that is longer for those who have logged in before.
 */
@ApplicationScoped
class PasswordVerifier {
    private static final int AT_ONCE = 2;
    private static final int QUEUE = 16;
    private static final int QUEUE_FOR_STRANGERS = 8;
    private static final int HEAP_SHARE = 3;
    private static final long IDLE_SECONDS = 30;

    private final Accounts accounts;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE);
    private final ThreadPoolExecutor threads;

    PasswordVerifier(Accounts accounts) {
        this.accounts = accounts;
        this.threads = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(task, "password-verifier");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Hashes the configured passwords beside the start, not before it. */
    void start(@Observes StartupEvent event) {
        if (accounts.areConfigured()) {
            threads.execute(() -> allow(atOnce(Runtime.getRuntime().maxMemory(), accounts.memoryKib())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /** All verifications at once take at most a third of the heap. */
    static int atOnce(long heapBytes, int memoryKib) {
        return heapBytes / HEAP_SHARE / 1024 >= (long) AT_ONCE * memoryKib ? AT_ONCE : 1;
    }

    private void allow(int atOnce) {
        threads.setMaximumPoolSize(atOnce);
        threads.setCorePoolSize(atOnce);
    }

    int allowedAtOnce() {
        return threads.getMaximumPoolSize();
    }

    /**
     * Whom user and password belong to, if to anybody.
     *
     * @param known whether the caller's address has logged in before
     * @throws RejectedExecutionException if too many are waiting
     */
    CompletionStage<Optional<Account>> verify(String user, Secret password, boolean known) {
        if (!known && queue.size() >= QUEUE_FOR_STRANGERS) {
            throw new RejectedExecutionException();
        }
        return CompletableFuture.supplyAsync(() -> accounts.find(user, password), threads);
    }
}
