package dev.statusagent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code status}: without a sub-command it serves. */
@Command(
        name = "status",
        description = "A small, hardened agent that runs beside containers.",
        subcommands = {ServeCommand.class, InitCommand.class, CallCommand.class, TokenCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class StatusCommand implements Callable<Integer> {
    static CommandLine commandLine() {
        return new CommandLine(new StatusCommand())
                .setExpandAtFiles(false) // @FILE is the body of a call
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("status: " + failure.getMessage());
                    return failure instanceof ClientFailure client ? client.exitCode() : ExitCodes.FAILED;
                });
    }

    @Override
    public Integer call() {
        return new ServeCommand().call();
    }
}
