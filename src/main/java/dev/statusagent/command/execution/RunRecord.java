package dev.statusagent.command.execution;

import java.util.Optional;
import java.util.UUID;

/**
 * What the next agent needs to know of a run if this one dies.
 *
 * @param runId what its processes are marked with
 * @param pid 0 before it has started
 * @param startTicks as in {@link ProcessStat}
 * @param bootId of the machine's run in which it started
 */
record RunRecord(String runId, long pid, long startTicks, String bootId) {
    /** Reads what {@link #toString()} wrote; empty if it is anything else, such as a file cut off by a crash. */
    static Optional<RunRecord> parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        try {
            return parts.length != 4
                    ? Optional.empty()
                    : Optional.of(new RunRecord(
                            UUID.fromString(parts[0]).toString(),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            parts[3]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return runId + ' ' + pid + ' ' + startTicks + ' ' + bootId;
    }
}
