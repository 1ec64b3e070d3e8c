package dev.statusagent.token;

import dev.statusagent.config.Secret;
import dev.statusagent.config.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Brings what the source says into the holder: on schedule, when a file under the source changes, and once more when a
 * credential is presented that no known token verifies. At most one refresh runs at a time; whoever wants another while it
 * runs waits for that one.
 */
public final class TokenRotation {
    private static final Logger LOG = Logger.getLogger(TokenRotation.class);
    private static final long EXTRA_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private record Extra(long beganNanos, CompletableFuture<Void> outcome) {}

    private final TokenSource source;
    private final TokenHolder holder;
    private final RefreshSchedule schedule;
    private final Ticker ticker;
    private final Executor executor;
    private final RefreshListener listener;
    private final AtomicReference<CompletableFuture<Void>> running = new AtomicReference<>();
    private final AtomicReference<Extra> extra;
    private volatile long beganNanos;
    private volatile long dueNanos;

    /**
     * @param executor runs the extra refreshes, which block for as long as the source does
     */
    TokenRotation(
            TokenSource source,
            TokenHolder holder,
            RefreshSchedule schedule,
            Ticker ticker,
            Executor executor,
            RefreshListener listener) {
        this.source = source;
        this.holder = holder;
        this.schedule = schedule;
        this.ticker = ticker;
        this.executor = executor;
        this.listener = listener;
        this.beganNanos = ticker.nanos();
        this.dueNanos = beganNanos;
        this.extra = new AtomicReference<>(new Extra(beganNanos - EXTRA_INTERVAL_NANOS, DONE));
    }

    /** Refreshes if it is time; blocks until that refresh, or the one under way, has ended. */
    void tick() {
        if (source.origin().refreshes() && ticker.nanos() - dueNanos >= 0) {
            start(Runnable::run).join();
        }
    }

    /** Refreshes if a file under the source has changed; blocks as {@link #tick()} does. */
    void refreshIfChanged() {
        if (source.hasChanged()) {
            start(Runnable::run).join();
        }
    }

    /**
     * What the credential proves, if it is the agent token's; else nothing. One that the holder knows is answered at once, without
     * a lock or I/O. For any other the source is asked first, at most once in 5 s whoever asks, and it is judged by what that
     * brings. Never fails.
     *
     * @param credential what to ask the holder
     */
    public <T> CompletionStage<Optional<T>> recognize(Function<TokenHolder, Optional<T>> credential) {
        Optional<T> known = credential.apply(holder);
        if (known.isPresent() || !source.origin().refreshes()) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<Void> underWay = running.get(); // may have read the source before the token was written there
        return (underWay == null ? DONE : underWay)
                .thenCompose(ended -> credential.apply(holder).isPresent() ? DONE : extraRefresh())
                .thenApply(ended -> credential.apply(holder));
    }

    /**
     * Replaces the token, first at its source and then here. Blocks as long as the source does, and until a refresh that is
     * under way has ended. Where another writer was faster, what that one wrote is taken over before this ends. So was one whose
     * token counts here since the caller was let in: what the caller has not seen is not replaced.
     *
     * @param next the new token
     * @param known whether the caller knows a token
     * @param asker who asked for it
     * @throws RotateException if the source does not have the new token; it does not count here then
     */
    public void rotate(AgentToken next, Predicate<Secret> known, Asker asker) throws RotateException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (CompletableFuture<Void> other = running.compareAndExchange(null, mine);
                other != null;
                other = running.compareAndExchange(null, mine)) {
            other.join();
        }
        try {
            if (holder.current().map(AgentToken::value).filter(known).isEmpty()) {
                throw new RotateException(RotateException.Reason.CONFLICT, "the token is another one by now");
            }
            AgentToken written = source.replace(next, holder.status().version());
            if (source.origin().refreshes()) {
                holder.accept(written);
            } else {
                holder.replace(written);
            }
            listener.rotatedOnRequest(written, asker);
        } catch (RotateException e) {
            if (e.reason() == RotateException.Reason.CONFLICT && source.origin().refreshes()) {
                refresh();
            }
            throw e;
        } finally {
            end(mine);
        }
    }

    /** Time until the next scheduled refresh; zero if it is overdue, null for a source that does not refresh. */
    public Duration untilNext() {
        if (!source.origin().refreshes()) {
            return null;
        }
        return Duration.ofNanos(Math.max(0, dueNanos - ticker.nanos()));
    }

    /** Time since a refresh last began; zero for a source that does not refresh. */
    public Duration sinceBegan() {
        return source.origin().refreshes() ? Duration.ofNanos(ticker.nanos() - beganNanos) : Duration.ZERO;
    }

    /** What the source's credential may do beyond its need; null where that question makes no sense. */
    public VaultPrivileges privileges() {
        return source.privileges();
    }

    private CompletableFuture<Void> extraRefresh() {
        Extra last = extra.get();
        long now = ticker.nanos();
        if (now - last.beganNanos() < EXTRA_INTERVAL_NANOS) {
            return last.outcome();
        }
        Extra mine = new Extra(now, new CompletableFuture<>());
        if (!extra.compareAndSet(last, mine)) {
            return extra.get().outcome();
        }
        return start(executor).whenComplete((ended, failure) -> mine.outcome().complete(null));
    }

    private CompletableFuture<Void> start(Executor where) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = running.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        try {
            where.execute(() -> run(mine));
        } catch (RejectedExecutionException e) { // the agent is shutting down
            end(mine);
        }
        return mine;
    }

    private void run(CompletableFuture<Void> mine) {
        try {
            refresh();
        } finally {
            end(mine);
        }
    }

    private void end(CompletableFuture<Void> mine) {
        running.set(null);
        mine.complete(null);
    }

    private void refresh() {
        long began = ticker.nanos();
        beganNanos = began;
        try {
            AgentToken token = source.fetch();
            boolean rotated = holder.accept(token);
            next(shorter(schedule.afterSuccess(), source.patience()));
            listener.refreshed(token, rotated, took(began));
        } catch (RefreshException e) {
            failed(e.error(), e.getMessage(), began);
        } catch (RuntimeException e) {
            LOG.error("The token source failed in an unforeseen way", e);
            failed(source.fallbackError(), "unforeseen", began);
        }
    }

    private void failed(RefreshError error, String message, long began) {
        holder.fail(error);
        next(schedule.afterFailure());
        listener.failed(error, message, took(began));
    }

    private void next(Duration delay) {
        dueNanos = ticker.nanos() + delay.toNanos();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration took(long began) {
        return Duration.ofNanos(ticker.nanos() - began);
    }
}
