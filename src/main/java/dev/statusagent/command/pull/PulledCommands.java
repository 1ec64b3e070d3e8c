package dev.statusagent.command.pull;

import dev.statusagent.command.CommandResult;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Port to where the results of pulled commands are kept: until they are reported, and then for a time, in case the control
 * plane offers the command again. Never blocks. What an operation has answered is durable. Operations fail where there is no
 * room or the store does not work, and have changed nothing then.
 */
public interface PulledCommands {
    /**
     * A result that is kept.
     *
     * @param name the command's name, since an id may be used for another command by mistake
     * @param leaseId names the control plane's last offer of it; null if that had no name
     */
    record Kept(String name, CommandResult result, String leaseId) {}

    /**
     * A kept result whose report is due.
     *
     * @param number grows with each result
     */
    record Due(long number, Kept kept) {}

    /** All that is kept under the id, at most one for a name. */
    Uni<List<Kept>> find(String commandId);

    /** Keeps the result, to be reported; in place of one for the same id and name. */
    Uni<Void> keep(Kept kept);

    /**
     * The first result by number after the given one whose report is due. Where several agents share the results, no other one
     * is given it for as long as a report takes.
     */
    Uni<Optional<Due>> nextDue(long after);

    /** Notes that the report is done, unless the result was kept anew under another lease meanwhile. */
    Uni<Void> done(Due due);

    /** How many reports are due. */
    Uni<Long> due();

    /** Forgets results whose report is done as old or many as a queue's results may be; says how many. */
    Uni<Integer> prune();
}
