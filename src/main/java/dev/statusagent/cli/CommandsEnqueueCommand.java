package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code status commands enqueue}: leaves a command with the agent, to be run when its turn comes. */
@Command(
        name = "enqueue",
        description = "Put a command into the queue; it survives a restart of the agent.",
        footer = {
            "",
            "Prints the command's id. With --wait it follows the command to its end and then prints and ends as run does.",
            "",
            "Example:",
            "  status commands enqueue --priority low --wait \"gzip /tmp/backup.tar\""
        },
        mixinStandardHelpOptions = true)
final class CommandsEnqueueCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Mixin
    CommandArguments arguments = new CommandArguments();

    @Option(names = "--priority", paramLabel = "P", description = "high, normal (the default) or low.")
    String priority;

    @Option(names = "--wait", description = "Wait until it is done.")
    boolean wait;

    @Option(names = "--json", description = "Print the answer as it came; with --wait the last one.")
    boolean json;

    CommandsEnqueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (priority != null && !priority.matches("high|normal|low")) {
            throw new ParameterException(spec.commandLine(), "--priority is high, normal or low");
        }
        CommandsApi.NewCommand command = arguments.command(priority);
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        CommandsApi api = new CommandsApi(AgentClient.of(options, ClientConfiguration.load()));
        AgentAnswer queued = api.enqueue(command);
        if (wait) {
            return follow(command.id(), api, output);
        }
        if (json) {
            output.json(queued);
        } else {
            output.out().println(Printable.line(queued.json().path("id").asText(command.id())));
        }
        return ExitCodes.OK;
    }

    private int follow(String id, CommandsApi api, CommandOutput output) {
        AgentAnswer done = new CommandWatch(api, output, surroundings).untilDone(id);
        JsonNode result = done.json().path("result");
        if (json) {
            output.json(done);
        } else {
            output.streams(result);
        }
        return output.verdict(result);
    }
}
