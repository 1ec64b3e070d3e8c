package dev.statusagent.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status start}, {@code stop}, {@code restart}, {@code pause} and {@code unpause}: does it to a container and says so. */
@Command(
        footer = {
            "",
            "Waits until it is done. What is not possible, such as to pause what is paused, ends with 1 and the reason on stderr."
        },
        mixinStandardHelpOptions = true)
final class ContainerActionCommand implements Callable<Integer> {
    private final Action action;
    private CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The container's name.")
    String name;

    ContainerActionCommand(Action action) {
        this.action = action;
    }

    /** What can be done. */
    enum Action {
        START("started", "Start a container."),
        STOP("stopped", "Stop a container; what has not ended after 10 s is killed."),
        RESTART("restarted", "Restart a container; what has not ended after 10 s is killed."),
        PAUSE("paused", "Freeze a container."),
        UNPAUSE("unpaused", "Let a frozen container go on.");

        private final String done;
        private final String description;

        Action(String done, String description) {
            this.done = done;
            this.description = description;
        }

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    void setSpec(CommandSpec given) {
        spec = given;
        spec.name(action.code());
        spec.usageMessage().description(action.description);
    }

    @Override
    public Integer call() {
        new ContainersApi(AgentClient.of(options, ClientConfiguration.load())).perform(action.code(), name);
        spec.commandLine().getOut().println(Printable.line(name) + " " + action.done);
        return ExitCodes.OK;
    }
}
