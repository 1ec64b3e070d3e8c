package dev.statusagent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status commands}: what the agent was told to run, and telling it so. */
@Command(
        name = "commands",
        description = "List, show, run and enqueue commands of a running agent.",
        subcommands = {
            CommandsListCommand.class,
            CommandsShowCommand.class,
            CommandsRunCommand.class,
            CommandsEnqueueCommand.class
        },
        mixinStandardHelpOptions = true)
final class CommandsCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE_OR_CONFIGURATION;
    }
}
