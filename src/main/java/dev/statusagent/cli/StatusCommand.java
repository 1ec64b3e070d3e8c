package dev.statusagent.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code status}: without a sub-command it serves. */
@Command(
        name = "status",
        description = "A small, hardened agent that runs beside containers.",
        subcommands = {
            ServeCommand.class,
            InitCommand.class,
            CallCommand.class,
            TokenCommand.class,
            HealthCommand.class,
            MetricsCommand.class,
            ContainersCommand.class,
            LogsCommand.class,
            CommandsCommand.class,
            AuditCommand.class,
            UpdateCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class StatusCommand implements Callable<Integer> {
    static CommandLine commandLine() {
        DataStream data = new DataStream(new FileOutputStream(FileDescriptor.out));
        return commandLine(Surroundings.PROCESS)
                .setOut(utf8(data))
                .setErr(utf8(new FileOutputStream(FileDescriptor.err)))
                .setExecutionStrategy(parsed -> execute(parsed, data));
    }

    /** Data that could not be written is no success. */
    static int execute(ParseResult parsed, DataStream data) {
        int exitCode = new CommandLine.RunLast().execute(parsed);
        CommandLine command = parsed.commandSpec().commandLine();
        command.getOut().flush();
        if (!data.isLossy()) {
            return exitCode;
        }
        command.getErr().println("status: the output could not be written");
        return exitCode == ExitCodes.OK ? ExitCodes.FAILED : exitCode;
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new StatusCommand(), new CommandFactory(surroundings));
        for (ContainerActionCommand.Action action : ContainerActionCommand.Action.values()) {
            commandLine.addSubcommand(new ContainerActionCommand(action));
        }
        return commandLine
                .setExpandAtFiles(false) // @FILE is the body of a call
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("status: " + failure.getMessage());
                    return failure instanceof ClientFailure client ? client.exitCode() : ExitCodes.FAILED;
                });
    }

    /** Names and output of commands are UTF-8, whatever the locale. A stream that nobody reads any more is noticed, as System.out is not. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() {
        return new ServeCommand().call();
    }
}
