package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status commands run}: has the agent run a command, and prints what it wrote. */
@Command(
        name = "run",
        description = "Run a command now and wait for its end.",
        footer = {
            "",
            "Prints the command's stdout and stderr to its own. Ends with 0 if the command did well, else with 1 and the "
                    + "reason on stderr.",
            "",
            "Examples:",
            "  status commands run \"ls -l /tmp\"",
            "  status commands run --timeout 300 -- tar -czf /tmp/backup.tar.gz /tmp/data"
        },
        mixinStandardHelpOptions = true)
final class CommandsRunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Mixin
    CommandArguments arguments = new CommandArguments();

    @Option(names = "--json", description = "Print the result as it came.")
    boolean json;

    CommandsRunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandsApi.NewCommand command = arguments.command(null);
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        AgentAnswer answer = new CommandsApi(AgentClient.of(options, ClientConfiguration.load())).execute(command);
        JsonNode result = answer.json();
        if (json) {
            output.json(answer);
        } else {
            output.streams(result);
        }
        return output.verdict(result);
    }
}
