package dev.statusagent.command.execution;

/**
 * A process as {@code /proc} shows it.
 *
 * @param startTicks when it started, in clock ticks since the machine did: with the pid, it names one process for good
 */
record ProcessStat(long pid, char state, long parent, long group, long session, long startTicks) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    /**
     * Reads a line of {@code /proc/PID/stat}. The program's name in it may itself have blanks and brackets.
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
     */
    static ProcessStat parse(String line) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(
                pid,
                fields[STATE].charAt(0),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START]));
    }

    /** Whether it runs, or could: not one that has ended and waits for its parent to notice. */
    boolean isAlive() {
        return state != 'Z' && state != 'X';
    }
}
