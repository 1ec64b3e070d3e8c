package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status metrics}: the host's latest sample, in units for people or as JSON. */
@Command(
        name = "metrics",
        description = "The host: processors, memory, disk, load, network. Needs no token.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    MetricsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        AgentAnswer answer = AgentClient.anonymous(options, ClientConfiguration.load())
                .get("/metrics")
                .orFail();
        if (json) {
            output.json(answer);
        } else {
            print(answer.json(), output.out());
        }
        return ExitCodes.OK;
    }

    private static void print(JsonNode sample, PrintWriter out) {
        row(out, "cpu", Units.percent(sample.path("cpu_usage_pct")));
        row(out, "memory", share(sample, "memory"));
        row(out, "disk", share(sample, "disk"));
        row(
                out,
                "load 1m",
                String.format(Locale.ROOT, "%.2f", sample.path("load_1m").asDouble()));
        row(out, "received", bytes(sample, "network_rx_bytes"));
        row(out, "sent", bytes(sample, "network_tx_bytes"));
        row(
                out,
                "at",
                Instant.ofEpochMilli(sample.path("timestamp_ms").asLong()).toString());
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-9s %s%n", name, value);
    }

    private static String share(JsonNode sample, String what) {
        return Units.percent(sample.path(what + "_used_pct")) + ", " + bytes(sample, what + "_used_bytes") + " of "
                + bytes(sample, what + "_total_bytes");
    }

    private static String bytes(JsonNode sample, String field) {
        return Units.bytes(sample.path(field).asLong());
    }
}
