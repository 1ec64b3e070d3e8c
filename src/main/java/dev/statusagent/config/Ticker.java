package dev.statusagent.config;

/** Monotonic time, for ages and intervals; has no relation to the time of day. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}: only differences mean something. */
    long nanos();
}
