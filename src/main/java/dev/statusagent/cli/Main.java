package dev.statusagent.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The process's entry: client commands end here without starting the server. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        int exitCode = StatusCommand.commandLine().execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
