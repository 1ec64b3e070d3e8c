package dev.statusagent.host;

import dev.statusagent.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The host over the last hour, in memory: what the schedule has sampled, and nothing from before the start. Never more than a
 * few hundred points, however often the host is sampled: samples that follow each other closer than 9 seconds become one.
 * Thread-safe; never blocks for long.
 */
@ApplicationScoped
public class HostHistory {
    private static final long KEPT = Duration.ofHours(1).toNanos();

    /** Below 10 s, so that an interval of 10 s, which the schedule hits to some milliseconds, is not thinned by chance. */
    private static final long CLOSEST = Duration.ofSeconds(9).toNanos();

    private final Ticker ticker;
    private final Deque<Point> points = new ArrayDeque<>();

    HostHistory(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The points of the last hour, the oldest first; empty until the first sample was taken. A point that stands for several
     * samples has the mean of their CPU use and all else from the newest.
     */
    public synchronized List<HostSample> lastHour() {
        dropOld(ticker.nanos());
        return points.stream().map(Point::sample).toList();
    }

    synchronized void add(HostSample sample) {
        long now = ticker.nanos();
        dropOld(now);
        Point last = points.peekLast();
        if (last != null && now - last.since() < CLOSEST) {
            points.removeLast();
            points.addLast(last.with(sample));
        } else {
            points.addLast(new Point(now, sample, sample.cpuUsagePct(), 1));
        }
    }

    private void dropOld(long now) {
        while (!points.isEmpty() && now - points.peekFirst().since() > KEPT) {
            points.removeFirst();
        }
    }

    /** One or several samples; time in nanoseconds of the ticker, at the first of them. */
    private record Point(long since, HostSample newest, double cpuSum, int samples) {
        Point with(HostSample sample) {
            return new Point(since, sample, cpuSum + sample.cpuUsagePct(), samples + 1);
        }

        HostSample sample() {
            return newest.withCpuUsagePct(Math.round(cpuSum / samples * 100) / 100.0);
        }
    }
}
