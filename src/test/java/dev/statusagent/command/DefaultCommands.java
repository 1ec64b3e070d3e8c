package dev.statusagent.command;

/** What may run by default, for tests of other packages. */
public final class DefaultCommands {
    private DefaultCommands() {}

    public static CommandsConfig config() {
        return GivenCommands.DEFAULTS;
    }

    public static CommandPolicy policy() {
        return new CommandPolicy(GivenCommands.DEFAULTS);
    }
}
