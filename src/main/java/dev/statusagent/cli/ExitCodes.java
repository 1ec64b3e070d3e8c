package dev.statusagent.cli;

/** What the process's exit code tells a script. */
final class ExitCodes {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE_OR_CONFIGURATION = 2;

    private ExitCodes() {}
}
