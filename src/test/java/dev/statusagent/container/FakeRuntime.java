package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Containers in memory. Each has said the same lines. */
class FakeRuntime implements ContainerRuntime {
    final Map<String, ContainerState> states = new ConcurrentSkipListMap<>();
    final List<LogQuery> queries = new CopyOnWriteArrayList<>();
    final List<FakeLog> logs = new CopyOnWriteArrayList<>();
    volatile Runnable beforeUsage = () -> {};
    final AtomicInteger asked = new AtomicInteger();
    volatile Set<ContainerAction> actions = EnumSet.allOf(ContainerAction.class);
    volatile boolean away;
    volatile String health = "healthy";
    volatile String image = "probe:1";

    static LogLine line(int number) {
        LogSource source = number % 2 == 0 ? LogSource.STDERR : LogSource.STDOUT;
        return new LogLine(source, "2026-11-25T04:00:%02d.000000000Z".formatted(number / 2), "line \"" + number + '"');
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Set<ContainerAction> actions() {
        return actions;
    }

    @Override
    public List<Container> list() {
        return states().keySet().stream().sorted().map(this::container).toList();
    }

    @Override
    public Map<String, ContainerState> states() {
        if (away) {
            throw RuntimeCalls.away();
        }
        return Map.copyOf(states);
    }

    private Container container(String name) {
        return new Container(
                name,
                "id-of-" + name,
                image,
                states.get(name),
                new ContainerHealth(health, 0, 0, "fine"),
                List.of(new ContainerPort(80, "tcp", "127.0.0.1", 8080)),
                Map.of("team", "shop"),
                Instant.parse("2026-11-25T04:00:00Z"),
                0);
    }

    private void require(String name) {
        if (!states().containsKey(name)) {
            throw new StatusException(ProblemType.NOT_FOUND, "There is no such container");
        }
    }

    @Override
    public ContainerDetails inspect(String name) {
        require(name);
        return new ContainerDetails(
                container(name),
                Instant.parse("2026-11-25T03:00:00Z"),
                null,
                null,
                false,
                null,
                "always",
                List.of("PATH"),
                List.of("bridge"),
                List.of());
    }

    @Override
    public ContainerStats stats(String name) {
        require(name);
        return new ContainerStats(Instant.parse("2026-11-25T04:00:00Z"), 12.5, 1000, 2000);
    }

    @Override
    public Map<String, ContainerStats> usage(Collection<String> ids) {
        asked.incrementAndGet();
        beforeUsage.run();
        return ids.stream().collect(Collectors.toMap(id -> id, id -> stats(id.replace("id-of-", ""))));
    }

    @Override
    public LogStream logs(String name, LogQuery query) {
        require(name);
        queries.add(query);
        FakeLog log = new FakeLog();
        IntStream.range(0, 6).mapToObj(FakeRuntime::line).forEach(log::say);
        if (!query.follow()) {
            log.finish();
        }
        logs.add(log);
        return log;
    }

    @Override
    public void perform(ContainerAction action, String name) {
        require(name);
        action.requirePossible(states.get(name));
        states.put(
                name,
                switch (action) {
                    case START, RESTART, UNPAUSE -> ContainerState.RUNNING;
                    case STOP -> ContainerState.EXITED;
                    case PAUSE -> ContainerState.PAUSED;
                });
    }

    /** A log that a test writes. */
    static final class FakeLog implements LogStream {
        private final List<LogLine> lines = new ArrayList<>();
        private boolean finished;
        private boolean closed;

        synchronized void say(LogLine line) {
            lines.add(line);
            notifyAll();
        }

        synchronized void finish() {
            finished = true;
            notifyAll();
        }

        synchronized boolean isClosed() {
            return closed;
        }

        synchronized int unread() {
            return lines.size();
        }

        @Override
        public synchronized Optional<LogLine> next() throws java.io.IOException {
            try {
                while (lines.isEmpty() && !finished && !closed) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new java.io.InterruptedIOException();
            }
            if (closed) {
                throw new java.io.IOException("closed");
            }
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.remove(0));
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }
}
