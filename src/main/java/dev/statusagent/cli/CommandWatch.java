package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;

/** Follows a command until it is done. A terminal sees one line that is rewritten, anybody else a line for each state on stderr. */
final class CommandWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String ERASE_LINE = "\r\033[K";

    private final CommandsApi api;
    private final PrintWriter out;
    private final CommandOutput output;
    private final Surroundings surroundings;
    private final long beganNanos;
    private String shownState = "";

    CommandWatch(CommandsApi api, CommandOutput output, Surroundings surroundings) {
        this.api = api;
        this.out = output.out();
        this.output = output;
        this.surroundings = surroundings;
        this.beganNanos = surroundings.nanos();
    }

    /** Returns the last answer, in which the command is done. */
    AgentAnswer untilDone(String id) {
        try {
            while (true) {
                AgentAnswer answer = api.show(id);
                JsonNode command = answer.json();
                if (command.path("state").asText().equals("done")) {
                    return answer;
                }
                show(command);
                pause(INTERVAL);
            }
        } finally {
            if (surroundings.outIsTerminal()) {
                out.print(ERASE_LINE);
                out.flush();
            }
        }
    }

    private void show(JsonNode command) {
        String state = command.path("state").asText();
        if (surroundings.outIsTerminal()) {
            long seconds = Duration.ofNanos(surroundings.nanos() - beganNanos).toSeconds();
            out.print(ERASE_LINE
                    + Printable.line("%s  %d s  attempts %d"
                            .formatted(state, seconds, command.path("attempts").asInt())));
            out.flush();
        } else if (!state.equals(shownState)) {
            output.note(state);
        }
        shownState = state;
    }

    private void pause(Duration time) {
        surroundings.pause(time);
        if (Thread.currentThread().isInterrupted()) {
            throw new ClientFailure(ExitCodes.FAILED, "interrupted");
        }
    }
}
