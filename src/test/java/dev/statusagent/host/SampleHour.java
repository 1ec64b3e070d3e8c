package dev.statusagent.host;

import dev.statusagent.testing.MovedTicker;
import java.time.Duration;
import java.util.Random;

/** An hour of a made-up host, for pictures. */
public final class SampleHour {
    private static final long GIB = 1L << 30;

    private SampleHour() {}

    /** Lets an hour pass in which a host was sampled each 15 seconds. */
    public static void fill(HostHistory history, MovedTicker ticker) {
        Random random = new Random(7);
        long began = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        long received = 0;
        for (int i = 0; i < 240; i++) {
            double busy = (i > 90 && i < 130 ? 55 : 14) + 6 * Math.sin(i / 9.0) + 5 * random.nextDouble();
            double memory = 41 + i / 60.0 + (i > 90 && i < 140 ? 6 : 0);
            received += Math.round((20 + busy * 14 * random.nextDouble()) * 15_000);
            history.add(new HostSample(
                    began + i * 15_000L,
                    busy,
                    16 * GIB,
                    Math.round(16 * GIB * memory / 100),
                    memory,
                    200 * GIB,
                    Math.round(200 * GIB * 0.634),
                    63.4,
                    Math.round(busy * 4) / 100.0,
                    received,
                    received / 3));
            ticker.advance(Duration.ofSeconds(15));
        }
    }
}
