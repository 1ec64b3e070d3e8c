package dev.statusagent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Bounds the processor time of a piece of work, so that a busy machine does not matter. */
public final class CpuTime {
    private static final int ATTEMPTS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTime() {}

    /** Fails if the work takes longer than the limit, and does so again: the first time it may have loaded classes. */
    public static void atMost(Duration limit, Runnable work) {
        long spent = spentOn(work);
        for (int attempt = 1; attempt < ATTEMPTS && spent > limit.toNanos(); attempt++) {
            spent = spentOn(work);
        }
        assertThat(Duration.ofNanos(spent)).isLessThanOrEqualTo(limit);
    }

    private static long spentOn(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
