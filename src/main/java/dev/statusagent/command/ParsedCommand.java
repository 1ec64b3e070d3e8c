package dev.statusagent.command;

import java.util.List;

/** A command's name as the policy understood it. */
public sealed interface ParsedCommand {
    /**
     * A program and its arguments; no shell is involved.
     *
     * @param argv the program's bare name first
     */
    record Program(List<String> argv) implements ParsedCommand {
        public Program {
            argv = List.copyOf(argv);
        }
    }

    /**
     * An action on one container.
     *
     * @param verb {@code restart stop start pause unpause logs} or {@code inspect}
     * @param lines how many lines of the log; for {@code logs} only
     */
    record Container(String verb, String container, int lines) implements ParsedCommand {
        /** The scope that the caller needs besides the one for commands. */
        public String scope() {
            return "docker:" + verb;
        }
    }
}
