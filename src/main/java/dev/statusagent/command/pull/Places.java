package dev.statusagent.command.pull;

import dev.statusagent.command.CommandRunner;
import dev.statusagent.outgoing.Delay;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits for places at the runner. One task waits at a time; another one replaces it. None is held while the control plane is
 * asked, which takes half a minute: the queue and callers would miss it. Thread-safe.
 */
final class Places {
    private final CommandRunner runner;
    private final Delay delay;
    private Runnable waiting;

    Places(CommandRunner runner, Delay delay) {
        this.runner = runner;
        this.delay = delay;
        runner.onFree(this::free);
    }

    /** Runs the task once there seems to be a free place. */
    void whenFree(Runnable task) {
        if (acquire(task)) {
            runner.release();
            task.run();
        }
    }

    /**
     * Runs the task with a place taken.
     *
     * @param wanted set to false by whoever comes first: this, or the caller that no longer wants to wait
     */
    void take(Runnable task, AtomicBoolean wanted) {
        if (acquire(() -> take(task, wanted))) {
            if (wanted.getAndSet(false)) {
                task.run();
            } else {
                runner.release();
            }
        }
    }

    /** Takes a place, or leaves the task to be run when one is free. */
    private boolean acquire(Runnable otherwise) {
        synchronized (this) {
            waiting = otherwise;
        }
        // asked after the task is in place, or a place that comes free just now would be missed
        return runner.tryAcquire() && (waitingTask() == otherwise || givenBack());
    }

    /** The task was begun by somebody else meanwhile. */
    private boolean givenBack() {
        runner.release();
        return false;
    }

    private void free() {
        Runnable task = waitingTask();
        if (task != null) {
            delay.run(Duration.ZERO, task); // whoever gives a place back must not be held up
        }
    }

    private synchronized Runnable waitingTask() {
        Runnable task = waiting;
        waiting = null;
        return task;
    }
}
