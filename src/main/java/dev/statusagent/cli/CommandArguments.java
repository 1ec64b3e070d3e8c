package dev.statusagent.cli;

import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What makes a command; shared by those that send one. */
final class CommandArguments {
    private static final int MAX_SECONDS = 86_400;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = {
                "Program and arguments in one argument, as the agent will split it. Several arguments are quoted and joined "
                        + "to one; put -- before them if one begins with a dash."
            })
    List<String> words;

    @Option(names = "--id", paramLabel = "ID", description = "Its id (default: a new UUID).")
    String id;

    @Option(
            names = "--timeout",
            paramLabel = "SECS",
            description = "How long it may run (default: the agent's COMMAND_TIMEOUT_SECS).")
    Integer timeoutSecs;

    /**
     * The command.
     *
     * @param priority null for the agent's default
     */
    CommandsApi.NewCommand command(String priority) {
        if (timeoutSecs != null && (timeoutSecs < 1 || timeoutSecs > MAX_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--timeout is 1 to " + MAX_SECONDS);
        }
        String named = id == null ? UUID.randomUUID().toString() : id;
        return new CommandsApi.NewCommand(named, CommandWords.name(words), timeoutSecs, priority);
    }
}
