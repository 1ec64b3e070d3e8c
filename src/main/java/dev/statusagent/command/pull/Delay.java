package dev.statusagent.command.pull;

import java.time.Duration;

/** Has something done later. */
@FunctionalInterface
interface Delay {
    /** Runs the task after that time, on another thread. */
    void run(Duration after, Runnable task);
}
