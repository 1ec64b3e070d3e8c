package dev.statusagent.command.embedded;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * The one thread that writes. What arrives while a commit is under way shares the next one, and so one flush of the disk.
 * Where a commit fails, each of its operations is tried in a commit of its own, so that one that has no room does not take
 * the others with it.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int AT_ONCE = 512;
    private static final int WAITING = 20_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final CommandDatabase database;
    private final BlockingQueue<Write<?>> waiting = new LinkedBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "command-store-writer");
    private final Write<Void> end = new Write<>(transaction -> null);
    private final IntConsumer offered;
    private Transaction transaction;
    private boolean complained;
    private volatile boolean closed;
    private volatile boolean working;

    /**
     * @param offered is told after a commit how many commands it brought into the queue
     */
    GroupCommit(CommandDatabase database, IntConsumer offered) {
        this.database = database;
        this.offered = offered;
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletableFuture<T> submit(Write.Change<T> change) {
        Write<T> write = new Write<>(change);
        if (closed || !waiting.offer(write)) {
            write.failed(StatusException.retryAfter(ProblemType.STORE_UNAVAILABLE, Duration.ofSeconds(5)));
        }
        return write.told();
    }

    /** Whether the last commit succeeded, or failed for want of room only. */
    boolean isWorking() {
        return working;
    }

    private void run() {
        List<Write<?>> batch = new ArrayList<>();
        do {
            batch.clear();
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                return; // nobody interrupts it but an end of the process in disorder
            }
            waiting.drainTo(batch, AT_ONCE - 1);
            commit(batch);
        } while (!batch.contains(end));
        disconnect();
    }

    private void commit(List<Write<?>> batch) {
        try {
            write(batch);
        } catch (SQLException | RuntimeException | LinkageError e) {
            rollback();
            if (batch.size() == 1) {
                fails(batch.get(0), e);
            } else {
                batch.forEach(write -> commit(List.of(write)));
            }
            return;
        }
        works();
        batch.forEach(Write::committed);
        tellOffered(transaction.offered());
    }

    private void write(List<Write<?>> batch) throws SQLException {
        if (transaction == null) {
            transaction = new Transaction(database.connect());
        }
        transaction.begin(Failures.room(database.file()));
        for (Write<?> write : batch) {
            write.run(transaction);
        }
        transaction.commit();
    }

    private void tellOffered(int commands) {
        try {
            if (commands > 0) {
                offered.accept(commands);
            }
        } catch (RuntimeException e) {
            LOG.error("A listener of the store of commands failed", e);
        }
    }

    private void works() {
        working = true;
        if (complained) {
            complained = false;
            LOG.info("The store of commands works again");
        }
    }

    private void fails(Write<?> write, Throwable failure) {
        if (failure instanceof RuntimeException bug && !(bug instanceof UncheckedIOException)) {
            write.failed(bug);
            return;
        }
        StatusException problem = Failures.problem(failure, database.file());
        if (!complained) {
            complained = true;
            LOG.errorf("The store of commands does not work: %s", failure.getMessage());
        }
        if (problem.type() == ProblemType.STORE_UNAVAILABLE) {
            working = false;
            disconnect();
        }
        write.failed(problem);
    }

    private void rollback() {
        try {
            if (transaction != null) {
                transaction.rollback();
            }
        } catch (SQLException e) {
            disconnect();
        }
    }

    private void disconnect() {
        try {
            if (transaction != null) {
                transaction.close();
            }
        } catch (SQLException e) {
            LOG.debugf("Closing the store of commands: %s", e.getMessage());
        }
        transaction = null;
    }

    /** Commits what was submitted before, and nothing that comes later. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            waiting.put(end);
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
