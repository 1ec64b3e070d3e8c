package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Prints the lines of a log; printable where a terminal would read them. */
final class LogPrinter {
    /** How a line is printed: as text to the stream that it was written to, or as an object that names that stream. */
    enum Form {
        TEXT,
        TEXT_WITH_TIME,
        JSON
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final Form form;
    private PrintWriter last;

    LogPrinter(CommandLine commandLine, Surroundings surroundings, Form form) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.outIsTerminal = surroundings.outIsTerminal();
        this.errIsTerminal = surroundings.errIsTerminal();
        this.form = form;
        this.last = out;
    }

    /** Prints the line; it may wait for others before it is seen. */
    void print(JsonNode line) {
        if (form == Form.JSON) {
            String object = line.toString();
            out.print(outIsTerminal ? Printable.json(object) : object);
            out.print('\n');
            return;
        }
        boolean error = line.path("stream").asText().equals("stderr");
        PrintWriter where = error ? err : out;
        if (where != last) {
            last.flush(); // both may be the same terminal
            last = where;
        }
        String text = (form == Form.TEXT_WITH_TIME ? line.path("at").asText() + " " : "")
                + line.path("text").asText();
        where.print((error ? errIsTerminal : outIsTerminal) ? Printable.text(text) : text);
        where.print('\n');
    }

    /** Lets all lines be seen; false if nobody is there to see them any more. */
    boolean flush() {
        return !last.checkError();
    }
}
