package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status update check}: what runs, and what there is. */
@Command(
        name = "check",
        description = "The running release, the newest, and the one before.",
        footer = {"", "Ends with 0 whether there is a newer one or not; --json has the field \"newer\"."},
        mixinStandardHelpOptions = true)
final class UpdateCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Option(names = "--json", description = "Print the answer as it came.")
    boolean json;

    UpdateCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AgentAnswer answer = new UpdateApi(AgentClient.of(options, ClientConfiguration.load())).latest();
        if (json) {
            new CommandOutput(spec.commandLine(), surroundings).json(answer);
            return ExitCodes.OK;
        }
        JsonNode latest = answer.json();
        PrintWriter out = spec.commandLine().getOut();
        line(out, "running", latest.path("version").asText());
        line(out, "newest", latest.path("latest").asText("not said by the source") + remark(latest));
        line(out, "before", latest.path("previous").asText("none"));
        line(out, "managed", latest.path("managed").asBoolean() ? "yes" : "no: docs/install.md");
        return ExitCodes.OK;
    }

    private static String remark(JsonNode latest) {
        return latest.path("newer").asBoolean() ? " (status update apply)" : "";
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-8s %s%n", name, Printable.line(value));
    }
}
