package dev.statusagent.cli;

/** What the process's exit code tells a script. */
final class ExitCodes {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE_OR_CONFIGURATION = 2;

    static final int UNREACHABLE = 3;
    static final int REFUSED = 4;

    private ExitCodes() {}

    /** What an answer of the agent means for a script. */
    static int of(int httpStatus) {
        if (httpStatus == 401 || httpStatus == 403) {
            return REFUSED;
        }
        return httpStatus < 400 ? OK : FAILED;
    }
}
