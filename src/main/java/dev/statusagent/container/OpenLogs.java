package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The logs that are being read, each by a thread of its own; there are never more than a fixed number of them. Thread-safe. */
@ApplicationScoped
class OpenLogs {
    static final int MOST = 32;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Containers containers;
    private final Map<LogPump, Supplier<Uni<Boolean>>> open = new ConcurrentHashMap<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), RuntimeCalls.named("container-logs-"));
    private volatile boolean stopping;

    OpenLogs(Containers containers) {
        this.containers = containers;
    }

    /** The log of that container, which is read from now on. */
    Uni<LogPump> open(String container, LogQuery query, LogFormat format) {
        return open(container, query, format, () -> Uni.createFrom().item(true));
    }

    /**
     * The log of that container, which is read from now on.
     *
     * @param allowed whether whoever asked may still have it
     */
    Uni<LogPump> open(String container, LogQuery query, LogFormat format, Supplier<Uni<Boolean>> allowed) {
        return containers.logs(container, query).map(lines -> begin(new LogPump(lines, format), allowed));
    }

    private LogPump begin(LogPump pump, Supplier<Uni<Boolean>> allowed) {
        open.put(pump, allowed);
        try {
            threads.execute(() -> read(pump));
        } catch (RejectedExecutionException e) {
            open.remove(pump);
            pump.abandon();
            throw StatusException.retryAfter(ProblemType.LOGS_BUSY, RETRY);
        }
        if (stopping) {
            pump.end("agent-stops");
        }
        return pump;
    }

    private void read(LogPump pump) {
        try {
            pump.run();
        } finally {
            open.remove(pump);
        }
    }

    int size() {
        return open.size();
    }

    /** Each follower that has heard nothing for a while hears that the log is silent. */
    void saySilence() {
        open.keySet().forEach(LogPump::sayNothing);
    }

    /** Ends those of people whose session has ended. Where that cannot be told now, the next time tells. */
    void endThoseOfEndedSessions() {
        open.forEach((pump, allowed) -> allowed.get().subscribe().with(still -> endUnless(still, pump), failure -> {}));
    }

    private static void endUnless(boolean allowed, LogPump pump) {
        if (!allowed) {
            pump.end("session-ended");
        }
    }

    /** Ends all of them in good order; those that are opened from now on end at once. */
    void end() {
        stopping = true;
        open.keySet().forEach(pump -> pump.end("agent-stops"));
    }

    @PreDestroy
    void close() {
        end();
        threads.shutdownNow();
    }
}
