package dev.statusagent.command;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Runs what is enqueued on this host. A waiter like any other, which accepts whenever the runner has a place. Thread-safe,
 * never blocks but in {@link #awaitEnd}.
 */
final class CommandWorker implements Waiter {
    private static final Logger LOG = Logger.getLogger(CommandWorker.class);

    private final CommandStore store;
    private final CommandRunner runner;
    private final Dispatcher dispatcher;
    private final Replica replica;
    private final Queue<CommandResult> unkept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final AtomicBoolean beginning = new AtomicBoolean();
    private volatile boolean began;
    private volatile boolean stopping;

    CommandWorker(CommandStore store, CommandRunner runner, Dispatcher dispatcher, Replica replica) {
        this.store = store;
        this.runner = runner;
        this.dispatcher = dispatcher;
        this.replica = replica;
    }

    /**
     * Offers again what an earlier process of this agent held, and then waits for commands; tried again at each tick, but not
     * while an earlier try goes on, which would end the leases of this process.
     */
    void begin() {
        if (beginning.compareAndSet(false, true)) {
            store.endLeasesOf(replica.name()).subscribe().with(ended -> began(), failure -> beginning.set(false));
        }
    }

    private synchronized void began() {
        if (!began) {
            began = true;
            runner.onFree(dispatcher::dispatch);
            dispatcher.enter(this);
        }
    }

    /** Does again what the store could not do before. */
    void tick() {
        if (!began) {
            begin();
        }
        for (int results = unkept.size(); results > 0; results--) {
            CommandResult result = unkept.poll();
            if (result != null) {
                keep(result);
            }
        }
    }

    @Override
    public String holder() {
        return replica.name();
    }

    @Override
    public boolean accepts() {
        return runner.tryAcquire();
    }

    @Override
    public boolean nothing() {
        runner.release();
        return true;
    }

    @Override
    public void take(CommandLease lease) {
        underWay.incrementAndGet();
        store.running(lease)
                .onFailure()
                .recoverWithItem(false)
                .chain(valid -> valid ? run(lease) : notRun())
                .subscribe()
                .with(this::ended, failure -> {
                    LOG.errorf(failure, "Command %s", lease.command().id());
                    done();
                });
        dispatcher.enter(this); // there may be more places than this one
    }

    private Uni<CommandResult> notRun() {
        runner.release();
        return Uni.createFrom().nullItem();
    }

    private Uni<CommandResult> run(CommandLease lease) {
        return runner.run(lease.command(), lease.origin())
                .map(result -> isCutOff(lease.command(), result) ? null : result);
    }

    /** Whether the end of the agent ended the command, and not its own time: it will be offered again at the next start. */
    private boolean isCutOff(Command command, CommandResult result) {
        return stopping
                && result.status() == CommandStatus.KILLED
                && (result.output() == null
                        || result.output().durationSecs() < command.timeout().toSeconds());
    }

    private void ended(CommandResult result) {
        if (result == null) {
            done();
        } else {
            keep(result);
        }
    }

    private void keep(CommandResult result) {
        store.report(result).subscribe().with(kept -> done(), failure -> unkept.add(result));
    }

    private void done() {
        if (underWay.decrementAndGet() == 0 && stopping) {
            idle.complete(null);
        }
    }

    /** From now on, what is killed is taken for cut off, unless its own time was over. */
    void stop() {
        stopping = true;
    }

    /** Waits until what was begun is reported, or the time is over. The dispatcher must give out nothing any more. */
    void awaitEnd(Duration time) {
        stop();
        if (underWay.get() == 0) {
            return;
        }
        for (long seconds = time.toSeconds(); seconds > 0 && !isIdleWithinASecond(); seconds--) {
            tick();
        }
    }

    private boolean isIdleWithinASecond() {
        try {
            idle.get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
