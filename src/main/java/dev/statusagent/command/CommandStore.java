package dev.statusagent.command;

import dev.statusagent.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Port to where the queue is kept. Never blocks. What an operation has answered is durable: it holds after the process was
 * killed. Each operation is atomic, and begins when it is subscribed to.
 *
 * <p>Operations fail with {@link ProblemType#STORAGE_FULL} where there is no room, and with
 * {@link ProblemType#STORE_UNAVAILABLE} where the store does not work; they have changed nothing then. Callbacks run on the
 * store's own thread and must not block.
 */
public interface CommandStore {
    /** How much longer than its own time a command is leased: for the way back of its result. */
    Duration LEASE_MARGIN = Duration.ofSeconds(30);

    /** How often a command is leased at most: once, and offered again five times. */
    int MAX_ATTEMPTS = 6;

    /** How long results are kept at most. */
    Duration KEPT_FOR = Duration.ofHours(24);

    /** How many results are kept at most. */
    int KEPT = 10_000;

    /** What became of the wish to enqueue. */
    enum Enqueued {
        /** It is in the queue now. */
        NEW,
        /** The same command was enqueued before, and may be done; nothing was changed. */
        AGAIN,
        /** Another command has this id; nothing was changed. */
        CONFLICT
    }

    /** What became of a report. */
    enum Reported {
        /** It is the command's result now. */
        ACCEPTED,
        /** The command has a result; nothing was changed. */
        LATE,
        /** There is no such command. */
        UNKNOWN
    }

    /**
     * What became of leases that ended.
     *
     * @param offeredAgain commands that are queued again
     * @param failed commands that were leased too often and are done now
     */
    record Ended(int offeredAgain, int failed) {}

    /** Queues the command, unless there is one of its id, queued, under way or done. */
    Uni<Enqueued> enqueue(Command command, CommandOrigin origin);

    /**
     * Leases the next command, by priority and then first in, first out, for its own time and {@link #LEASE_MARGIN}.
     *
     * @param holder who will run it, as operators read it
     */
    Uni<Optional<CommandLease>> lease(String holder);

    /** Takes a lease back that never reached its holder, and does not count it; nothing happens if it is no longer valid. */
    Uni<Void> giveBack(CommandLease lease);

    /** Notes that the holder runs the command; false if the lease is no longer valid, and the command not to be run. */
    Uni<Boolean> running(CommandLease lease);

    /** Keeps the result; the first one counts, whoever holds the command. */
    Uni<Reported> report(CommandResult result);

    /**
     * Ends the leases whose time is over. Their commands are offered again, those with {@link #MAX_ATTEMPTS} become
     * {@link CommandStatus#FAILED}.
     */
    Uni<Ended> endExpiredLeases();

    /** Ends the leases that the holder has, as if their time were over: for a holder who knows that it runs none of them. */
    Uni<Ended> endLeasesOf(String holder);

    /** All about one command; empty if there is none of that id. */
    Uni<Optional<QueuedCommand>> find(String id);

    /**
     * The newest commands, newest first.
     *
     * @param state empty for all states
     */
    Uni<CommandPage> list(Optional<CommandState> state, int limit);

    Uni<CommandCounts> counts();

    /** How many commands are queued. */
    Uni<Long> depth();

    /** Forgets results that are older than {@link #KEPT_FOR}, or more than {@link #KEPT}; says how many. */
    Uni<Integer> prune();

    /**
     * Calls the listener whenever commands have come into the queue, with their number as far as it is known; at the start
     * too, if some were there.
     */
    void onOffered(IntConsumer listener);

    /** Whether the last operation that had to do with the store's medium went well. Answers from memory. */
    boolean isWorking();
}
