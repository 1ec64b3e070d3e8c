package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status commands show}: one command and its result. */
@Command(
        name = "show",
        description = "One command and its result.",
        footer = {"", "Exit code 0 says that the agent knows the command, not that the command did well."},
        mixinStandardHelpOptions = true)
final class CommandsShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The command's id.")
    String id;

    @Option(names = "--watch", description = "Follow it until it is done.")
    boolean watch;

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    CommandsShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        CommandsApi api = new CommandsApi(AgentClient.of(options, ClientConfiguration.load()));
        AgentAnswer answer = watch ? new CommandWatch(api, output, surroundings).untilDone(id) : api.show(id);
        if (json) {
            output.json(answer);
        } else {
            print(answer.json(), output);
        }
        return ExitCodes.OK;
    }

    private static void print(JsonNode command, CommandOutput output) {
        fields(command, output);
        JsonNode result = command.path("result");
        if (result.isObject()) {
            fields(result, output);
            fields(result.path("result"), output);
            stream("stdout", result, output);
            stream("stderr", result, output);
        }
    }

    private static void fields(JsonNode object, CommandOutput output) {
        object.properties().forEach(field -> {
            if (!field.getKey().matches("result|stdout|stderr|command_id")) {
                String value = Printable.line(value(field.getValue()));
                output.out().printf("%-14s %s%n", field.getKey().replace('_', ' '), value);
            }
        });
    }

    /** Of an object its values, such as who wanted the command: identity, address and request. */
    private static String value(JsonNode field) {
        if (!field.isObject()) {
            return field.asText("-");
        }
        return field.properties().stream()
                .map(part -> part.getValue().asText("-"))
                .collect(Collectors.joining(", "));
    }

    private static void stream(String name, JsonNode result, CommandOutput output) {
        String text = Printable.text(result.path("result").path(name).asText(""));
        if (!text.isEmpty()) {
            output.out().println(name + ":");
            text.lines().forEach(line -> output.out().println("  " + line));
        }
    }
}
