package dev.statusagent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status update}: the agent's own release. */
@Command(
        name = "update",
        description = "The agent's own release: what there is, update, way back.",
        subcommands = {UpdateCheckCommand.class, UpdateApplyCommand.class, UpdateRollbackCommand.class},
        mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE_OR_CONFIGURATION;
    }
}
