package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Prints the lines of a log, each to the stream that it was written to; printable where a terminal would read it. */
final class LogPrinter {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean timestamps;
    private PrintWriter last;

    LogPrinter(CommandLine commandLine, Surroundings surroundings, boolean timestamps) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.outIsTerminal = surroundings.outIsTerminal();
        this.errIsTerminal = surroundings.errIsTerminal();
        this.timestamps = timestamps;
        this.last = out;
    }

    /** Prints the line; it may wait for others before it is seen. */
    void print(JsonNode line) {
        boolean error = line.path("stream").asText().equals("stderr");
        PrintWriter where = error ? err : out;
        if (where != last) {
            last.flush(); // both may be the same terminal
            last = where;
        }
        String text = (timestamps ? line.path("at").asText() + " " : "")
                + line.path("text").asText();
        where.print((error ? errIsTerminal : outIsTerminal) ? Printable.text(text) : text);
        where.print('\n');
    }

    /** Lets all lines be seen; false if nobody is there to see them any more. */
    boolean flush() {
        return !last.checkError();
    }
}
