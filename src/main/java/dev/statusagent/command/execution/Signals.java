package dev.statusagent.command.execution;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/** Sends signals; Java itself can send two of them, and none to a group. */
@FunctionalInterface
interface Signals {
    int KILL = 9;
    int TERM = 15;

    /** Asks kill(2) itself: the program of that name would have to be started when the machine may have no process to spare. */
    static Signals ofTheSystem() {
        Function kill = NativeLibrary.getInstance("c").getFunction("kill");
        return (target, signal) -> kill.invokeInt(new Object[] {Math.toIntExact(target), signal}) == 0;
    }

    /**
     * Sends a signal.
     *
     * @param target a process, or a group as its negative number
     * @return false if there is no such process, or it belongs to somebody else
     */
    boolean send(long target, int signal);
}
