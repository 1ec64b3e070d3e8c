package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has come in a log: the time of its last line, and how many lines of that very time it has.
 *
 * @param at null where it has none
 */
record LogPosition(String at, int lines) {
    /** Of a client that has seen nothing yet. */
    static final LogPosition START = new LogPosition(null, 0);

    private static final Pattern FORM = Pattern.compile("([0-9T:.Z+-]{20,40})/([1-9]\\d{0,5})");

    /**
     * The position as an event's id names it.
     *
     * @throws StatusException {@link ProblemType#BAD_REQUEST} if the id is none of this agent's
     */
    static LogPosition of(String id) {
        Matcher parts = FORM.matcher(id);
        if (!parts.matches()) {
            throw new StatusException(ProblemType.BAD_REQUEST, "Last-Event-ID is not one that this agent gave");
        }
        LogPosition position = new LogPosition(parts.group(1), Integer.parseInt(parts.group(2)));
        position.since();
        return position;
    }

    /** The moment from which on the lines have to be read again. */
    Optional<Instant> since() {
        try {
            return Optional.ofNullable(at).map(Instant::parse);
        } catch (DateTimeException e) {
            throw new StatusException(ProblemType.BAD_REQUEST, "Last-Event-ID is not one that this agent gave");
        }
    }

    Counter counter() {
        return new Counter(this);
    }

    /** Counts lines on from a position; those at the beginning that the client has already are not new. */
    static final class Counter {
        private final LogPosition from;
        private String at = "";
        private int lines;

        private Counter(LogPosition from) {
            this.from = from;
        }

        boolean isNew(String time) {
            lines = time.equals(at) ? lines + 1 : 1;
            at = time;
            return !time.equals(from.at()) || lines > from.lines();
        }

        /** Of the line that was asked about last. */
        String id() {
            return at + '/' + lines;
        }
    }
}
