package dev.statusagent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status update rollback}: has the agent go back to the release before its last update. */
@Command(
        name = "rollback",
        description = "Go back to the release before the last update, and wait until it runs.",
        mixinStandardHelpOptions = true)
final class UpdateRollbackCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Option(names = "--json", description = "Print the running release as JSON.")
    boolean json;

    UpdateRollbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        UpdateApi api = new UpdateApi(AgentClient.of(options, ClientConfiguration.load()));
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        String wanted = api.rollback();
        AgentAnswer answer = new UpdateWatch(output, surroundings).untilOver(UpdateStage.goingBack(api));
        String running = answer.json().path("version").asText();
        if (json) {
            output.json(answer);
        }
        if (!running.equals(wanted)) {
            output.note("release " + wanted + " did not become live; " + running + " runs");
            return ExitCodes.FAILED;
        }
        if (!json) {
            output.out().println("Release " + Printable.line(running) + " runs");
        }
        return ExitCodes.OK;
    }
}
