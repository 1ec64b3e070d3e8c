package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code status commands list}: the newest commands as a table. */
@Command(
        name = "list",
        description = "The newest commands, in whatever state they are.",
        footer = {"", "Example:", "  status commands list --state queued --limit 20"},
        mixinStandardHelpOptions = true)
final class CommandsListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: queued, leased, running or done.")
    String state;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    Integer limit;

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    CommandsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (state != null && !state.matches("queued|leased|running|done")) {
            throw new ParameterException(spec.commandLine(), "--state is queued, leased, running or done");
        }
        if (limit != null && limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 or more");
        }
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        AgentAnswer answer = new CommandsApi(AgentClient.of(options, ClientConfiguration.load())).list(state, limit);
        if (json) {
            output.json(answer);
        } else {
            table(answer.json(), output);
        }
        return ExitCodes.OK;
    }

    private static void table(JsonNode answer, CommandOutput output) {
        Table table = new Table("ID", "NAME", "STATE", "STATUS", "PRIORITY", "ATTEMPTS", "ENQUEUED");
        JsonNode commands = answer.path("commands");
        for (JsonNode command : commands) {
            table.row(
                    text(command, "id"),
                    text(command, "name"),
                    text(command, "state"),
                    text(command, "status"),
                    text(command, "priority"),
                    text(command, "attempts"),
                    text(command, "enqueued_at"));
        }
        table.print(output.out());
        long total = answer.path("total").asLong();
        if (total > commands.size()) {
            output.note("%d of %d; --limit shows more".formatted(commands.size(), total));
        }
    }

    private static String text(JsonNode command, String field) {
        return command.path(field).asText("-");
    }
}
