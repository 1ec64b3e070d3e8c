package dev.statusagent.testing.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which requests go wrong, how, and how often. */
final class FaultPlan {

    static final int EVERY_TIME = Integer.MAX_VALUE;

    private static final class Entry {
        private final Predicate<String> path;
        private final Fault fault;
        private int times;

        Entry(Predicate<String> path, Fault fault, int times) {
            this.path = path;
            this.fault = fault;
            this.times = times;
        }
    }

    /** A fault, and what it waits at if it hangs. */
    record Planned(Fault fault, Gate gate) {}

    private final List<Entry> entries = new ArrayList<>();
    private Gate gate = new Gate();

    synchronized void add(Predicate<String> path, Fault fault, int times) {
        entries.add(new Entry(path, fault, times));
    }

    /** Uses up one time of the oldest fault for this path that has any left. */
    synchronized Planned next(String path) {
        for (Entry entry : entries) {
            if (entry.times > 0 && entry.path.test(path)) {
                entry.times -= entry.times == EVERY_TIME ? 0 : 1;
                return new Planned(entry.fault, gate);
            }
        }
        return new Planned(Fault.NONE, gate);
    }

    synchronized void clear() {
        entries.clear();
        release();
        rearm();
    }

    /** Ends the faults under way, and those that come before it is rearmed; they all stay planned. */
    synchronized void release() {
        gate.open();
    }

    synchronized void rearm() {
        gate = new Gate();
    }
}
