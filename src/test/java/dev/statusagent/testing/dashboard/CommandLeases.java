package dev.statusagent.testing.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The commands of a control plane: leased for a time, offered again until they are reported. Thread-safe. */
final class CommandLeases {
    private static final class Leased {
        final String name;
        final int timeoutSecs;
        long untilNanos;
        int offered;
        final List<String> reports = new ArrayList<>();

        Leased(String name, int timeoutSecs) {
            this.name = name;
            this.timeoutSecs = timeoutSecs;
        }
    }

    private final Map<String, Leased> commands = new LinkedHashMap<>();
    private Duration lease = Duration.ofSeconds(60);

    synchronized void lease(Duration time) {
        lease = time;
    }

    synchronized void add(String id, String name, int timeoutSecs) {
        Leased command = new Leased(name, timeoutSecs);
        command.untilNanos = System.nanoTime();
        commands.put(id, command);
        notifyAll();
    }

    /** Ends all leases now. */
    synchronized void endLeases() {
        commands.values().forEach(command -> command.untilNanos = System.nanoTime());
        notifyAll();
    }

    /** The next command as JSON, waiting for one; null if none came in time. */
    synchronized String next(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (Map.Entry<String, Leased> command : commands.entrySet()) {
                if (command.getValue().reports.isEmpty() && command.getValue().untilNanos - System.nanoTime() <= 0) {
                    return offer(command.getKey(), command.getValue());
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(Math.min(left, 100)); // leases end without a notification
        }
    }

    private String offer(String id, Leased command) {
        command.offered++;
        command.untilNanos = System.nanoTime() + lease.toNanos();
        return "{\"id\":\"%s\",\"name\":\"%s\",\"params\":{\"timeout_secs\":%d,\"priority\":\"normal\"},\"lease_id\":\"%s\"}"
                .formatted(
                        id,
                        command.name.replace("\\", "\\\\").replace("\"", "\\\""),
                        command.timeoutSecs,
                        UUID.randomUUID());
    }

    /** Takes a report; false if there is no such command. */
    synchronized boolean report(String id, String json) {
        Leased command = commands.get(id);
        if (command == null) {
            return false;
        }
        command.reports.add(json);
        return true;
    }

    synchronized List<String> reports(String id) {
        return List.copyOf(commands.get(id).reports);
    }

    synchronized int offered(String id) {
        return commands.get(id).offered;
    }

    synchronized boolean allReported() {
        return commands.values().stream().noneMatch(command -> command.reports.isEmpty());
    }
}
