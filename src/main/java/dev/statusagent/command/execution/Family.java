package dev.statusagent.command.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All processes that come from one run: its session, whoever carries its mark in the environment, and the children of both. No
 * other process is ever sent a signal: each is looked at once more right before, and must still have its start time.
 */
final class Family {
    /** The variable that marks each process of a run, also one that has left the session and lost its parents. */
    static final String MARK = "STATUS_RUN_ID";

    private static final Logger LOG = Logger.getLogger(Family.class);
    private static final int ROUNDS = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ProcessTable table;
    private final Signals signals;
    private final String mark;
    private final ProcessStat leader;

    /**
     * A family of which members may be alive.
     *
     * @param runId what the mark says
     * @param leader the leader of the session; null if that session is not known to be the run's
     */
    Family(ProcessTable table, Signals signals, String runId, ProcessStat leader) {
        this.table = table;
        this.signals = signals;
        this.mark = MARK + "=" + runId;
        this.leader = leader;
    }

    /** Null if none is known. */
    ProcessStat leader() {
        return leader;
    }

    /** Those who are alive. */
    List<ProcessStat> members() {
        List<ProcessStat> alive = table.alive();
        return members(alive, hasOwnSession(alive));
    }

    private List<ProcessStat> members(List<ProcessStat> alive, boolean own) {
        List<ProcessStat> others = new ArrayList<>(alive);
        List<ProcessStat> members = new ArrayList<>();
        others.removeIf(process -> {
            boolean member = (own && process.session() == leader.pid())
                    || isLeader(process)
                    || table.wasStartedWith(process.pid(), mark);
            return member && members.add(process);
        });
        while (addChildren(members, others)) {
            // until a generation has none
        }
        return members;
    }

    /** False once another process has the leader's number: a session of that number is another's then. */
    private boolean hasOwnSession(List<ProcessStat> alive) {
        return leader != null
                && alive.stream().noneMatch(process -> process.pid() == leader.pid() && !isLeader(process));
    }

    private boolean isLeader(ProcessStat process) {
        return leader != null && process.pid() == leader.pid() && process.startTicks() == leader.startTicks();
    }

    private static boolean addChildren(List<ProcessStat> members, List<ProcessStat> others) {
        Set<Long> parents = members.stream().map(ProcessStat::pid).collect(Collectors.toSet());
        return others.removeIf(process -> parents.contains(process.parent()) && members.add(process));
    }

    /** Sends the signal to the group at once, and to each member outside of it. */
    void send(int signal) {
        List<ProcessStat> alive = table.alive();
        boolean own = hasOwnSession(alive);
        Map<Boolean, List<ProcessStat>> members = members(alive, own).stream()
                .collect(Collectors.partitioningBy(member -> own && member.group() == leader.pid()));
        if (!members.get(true).isEmpty()) {
            signals.send(-leader.pid(), signal);
        }
        members.get(false).stream().filter(this::isStillThere).forEach(member -> signals.send(member.pid(), signal));
    }

    private boolean isStillThere(ProcessStat member) {
        return table.find(member.pid())
                .filter(now -> now.startTicks() == member.startTicks())
                .isPresent();
    }

    /** Kills them all, those too that are born meanwhile; returns how many there were. Blocks for 2 s at most. */
    int kill() {
        List<ProcessStat> members = members();
        int found = members.size();
        for (int round = 0; round < ROUNDS && !members.isEmpty(); round++) {
            send(Signals.KILL);
            LockSupport.parkNanos(PAUSE_NANOS);
            members = members();
        }
        if (!members.isEmpty()) {
            LOG.warnf("%d processes of a command cannot be killed", members.size());
        }
        return found;
    }
}
