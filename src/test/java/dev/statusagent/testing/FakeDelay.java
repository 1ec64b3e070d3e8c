package dev.statusagent.testing;

import dev.statusagent.outgoing.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs what is due when a test moves the clock, in the thread that does. */
public final class FakeDelay implements Delay {
    private record Task(long dueNanos, Runnable work) {}

    public final FakeTicker ticker = new FakeTicker();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();

    @Override
    public void run(Duration after, Runnable task) {
        asked.add(after);
        tasks.add(new Task(ticker.nanos() + after.toNanos(), task));
    }

    /** The delays that were asked for since the last time. */
    public List<Duration> asked() {
        List<Duration> copy = List.copyOf(asked);
        asked.clear();
        return copy;
    }

    /** Runs what is due without waiting. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /** Lets the time pass, from one due task to the next. */
    public void advance(Duration time) {
        long end = ticker.nanos() + time.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .min(Comparator.comparingLong(task -> task.dueNanos() - ticker.nanos()))
                    .filter(task -> task.dueNanos() - end <= 0)
                    .orElse(null);
            if (next == null) {
                ticker.advance(Duration.ofNanos(end - ticker.nanos()));
                return;
            }
            tasks.remove(next);
            ticker.advance(Duration.ofNanos(Math.max(0, next.dueNanos() - ticker.nanos())));
            next.work().run();
        }
    }
}
