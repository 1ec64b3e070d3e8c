package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status health}: what the agent says of itself, and an exit code that says the same. */
@Command(
        name = "health",
        description = "How the agent fares. Needs no token.",
        footer = {
            "",
            "Ends with 0 if it is well, 1 if it is not, 3 if it cannot be reached. As a container's health check use --live:",
            "it fails only where a restart helps."
        },
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @ArgGroup
    Probe probe = new Probe();

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    HealthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Which of the probes; neither is what {@code /health} says. */
    static final class Probe {
        @Option(names = "--live", description = "The liveness probe: whether only a restart would help.")
        boolean live;

        @Option(names = "--ready", description = "The readiness probe: whether the agent can do its work.")
        boolean ready;

        private String path() {
            return live ? "/q/health/live" : ready ? "/q/health/ready" : "/health";
        }
    }

    @Override
    public Integer call() {
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        AgentAnswer answer = AgentClient.anonymous(options, ClientConfiguration.load())
                .send("GET", probe.path(), new byte[0], TIME_LIMIT);
        String status = answer.json().path("status").asText();
        if (json) {
            output.json(answer);
        } else {
            print(answer.json(), output);
        }
        return status.equals("ok") || status.equals("UP") ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static void print(JsonNode answer, CommandOutput output) {
        answer.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> row(output, field.getKey(), field.getValue().asText("-")));
        for (JsonNode check : answer.path("checks")) {
            row(output, check.path("name").asText(), check.path("status").asText() + data(check.path("data")));
        }
    }

    private static void row(CommandOutput output, String name, String value) {
        output.out().printf("%-18s %s%n", Printable.line(name.replace('_', ' ')), Printable.line(value));
    }

    private static String data(JsonNode data) {
        return data.properties().stream()
                .map(field -> field.getKey().replace('_', ' ') + " "
                        + field.getValue().asText("-"))
                .collect(Collectors.joining(", ", data.isEmpty() ? "" : "  ", ""));
    }
}
