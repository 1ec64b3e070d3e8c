package dev.statusagent.command.execution;

import jakarta.enterprise.context.ApplicationScoped;

/** What the agent knows of this machine's processes, and how it ends them. */
@ApplicationScoped
class Processes {
    private final ProcessTable table = new ProcessTable();
    private final Signals signals = Signals.ofTheSystem();

    /** Those that come from a process just started, which may have ended already. */
    Family family(String runId, long pid) {
        return new Family(table, signals, runId, leader(pid));
    }

    /** Those that come from a run of an earlier agent, whose session is told by the leader's start time only. */
    Family family(RunRecord record) {
        ProcessStat leader = table.find(record.pid())
                .filter(process -> process.startTicks() == record.startTicks()
                        && record.bootId().equals(table.bootId()))
                .orElse(null);
        return new Family(table, signals, record.runId(), leader);
    }

    /** The record of a run before its process is there. */
    RunRecord record(String runId) {
        return new RunRecord(runId, 0, 0, table.bootId());
    }

    /** The record of a run with its process. */
    RunRecord record(String runId, Family family) {
        return new RunRecord(runId, family.leader().pid(), family.leader().startTicks(), table.bootId());
    }

    private ProcessStat leader(long pid) {
        return table.find(pid).orElse(new ProcessStat(pid, 'X', 0, pid, pid, -1));
    }
}
