package dev.statusagent.outgoing;

import java.time.Duration;

/** Has something done later. */
@FunctionalInterface
public interface Delay {
    /** Runs the task after that time, on another thread. */
    void run(Duration after, Runnable task);
}
