package dev.statusagent.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status token}: what the agent says of its token. */
@Command(
        name = "token",
        description = "The agent token, never its value.",
        subcommands = TokenCommand.StatusSubcommand.class,
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE_OR_CONFIGURATION;
    }

    /** {@code status token status}: age, version, source and last error, as a table or as JSON. */
    @Command(name = "status", description = "Age, version, source and last error.", mixinStandardHelpOptions = true)
    static final class StatusSubcommand implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Mixin
        ClientOptions options = new ClientOptions();

        @Option(names = "--json", description = "Print the answer as it came.")
        boolean json;

        @Override
        public Integer call() {
            AgentAnswer answer = AgentClient.of(options, ClientConfiguration.load())
                    .send("GET", "/api/v1/token", new byte[0], AgentClient.TIME_LIMIT);
            PrintWriter out = spec.commandLine().getOut();
            if (answer.status() != 200) {
                spec.commandLine().getErr().println("HTTP " + answer.status() + " " + answer.body());
            } else if (json) {
                out.println(answer.body());
            } else {
                answer.json()
                        .properties()
                        .forEach(field -> out.printf(
                                "%-22s %s%n",
                                field.getKey().replace('_', ' '),
                                field.getValue().asText("-")));
            }
            return ExitCodes.of(answer.status());
        }
    }
}
