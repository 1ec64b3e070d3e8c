package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Prints what the agent says of commands: data on stdout, all else on stderr. */
final class CommandOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Surroundings surroundings;

    CommandOutput(CommandLine commandLine, Surroundings surroundings) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.surroundings = surroundings;
    }

    PrintWriter out() {
        return out;
    }

    /** Something that is no data. */
    void note(String text) {
        err.println("status: " + Printable.line(text));
    }

    /** The answer as it came; on a terminal with more escapes. */
    void json(AgentAnswer answer) {
        out.println(surroundings.outIsTerminal() ? Printable.json(answer.body()) : answer.body());
    }

    /** What the command wrote, each stream to its own; byte for byte where no terminal would read it. */
    void streams(JsonNode result) {
        JsonNode streams = result.path("result");
        print(out, streams.path("stdout").asText(""), surroundings.outIsTerminal());
        print(err, streams.path("stderr").asText(""), surroundings.errIsTerminal());
    }

    private static void print(PrintWriter where, String text, boolean terminal) {
        where.print(terminal ? Printable.text(text) : text);
        if (terminal && !text.isEmpty() && !text.endsWith("\n")) {
            where.println();
        }
        where.flush();
    }

    /** Says how the command ended unless it ended well, and returns the exit code for that. */
    int verdict(JsonNode result) {
        if (result.path("truncated").asBoolean()) {
            note("the output was longer than the agent keeps, and is cut");
        }
        String status = result.path("status").asText();
        if (status.equals("success")) {
            return ExitCodes.OK;
        }
        JsonNode exitCode = result.path("result").path("exit_code");
        note("the command ended with " + status + (exitCode.isNumber() ? ", exit code " + exitCode.asInt() : "")
                + (result.path("error").isTextual()
                        ? ": " + result.path("error").asText()
                        : ""));
        return ExitCodes.FAILED;
    }
}
