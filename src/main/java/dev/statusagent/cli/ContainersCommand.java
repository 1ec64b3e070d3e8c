package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status containers}: what runs beside the agent, as a table. */
@Command(
        name = "containers",
        description = "The containers, those that do not run too.",
        mixinStandardHelpOptions = true)
final class ContainersCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    ContainersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        AgentAnswer answer = new ContainersApi(AgentClient.of(options, ClientConfiguration.load())).list();
        if (json) {
            output.json(answer);
        } else {
            table(answer.json(), output);
        }
        return ExitCodes.OK;
    }

    private void table(JsonNode answer, CommandOutput output) {
        Table table = new Table("NAME", "STATE", "HEALTH", "IMAGE", "PORTS", "UPTIME", "RESTARTS");
        for (JsonNode container : answer.path("containers")) {
            table.row(
                    container.path("name").asText("-"),
                    container.path("state").asText("-"),
                    container.path("health").path("status").asText("-"),
                    container.path("image").asText("-"),
                    ports(container.path("ports")),
                    uptime(container),
                    container.path("restart_count").asText("-"));
        }
        table.print(output.out());
    }

    private static String ports(JsonNode ports) {
        List<String> written = new ArrayList<>();
        for (JsonNode port : ports) {
            String inside = port.path("container_port").asText() + "/"
                    + port.path("protocol").asText();
            written.add(port.path("host_port").isNumber() ? published(port) + "->" + inside : inside);
        }
        return written.isEmpty() ? "-" : String.join(", ", written);
    }

    private static String published(JsonNode port) {
        String address = port.path("host_ip").asText();
        return (address.contains(":") ? "[" + address + "]" : address) + ":"
                + port.path("host_port").asText();
    }

    /** Since the last start, by the clock here. */
    private String uptime(JsonNode container) {
        String state = container.path("state").asText();
        if (!state.equals("running") && !state.equals("paused")) {
            return "-";
        }
        try {
            Instant start = Instant.parse(container.path("started_at").asText());
            return Units.time(Duration.between(start, surroundings.instant()));
        } catch (DateTimeException e) {
            return "-";
        }
    }
}
