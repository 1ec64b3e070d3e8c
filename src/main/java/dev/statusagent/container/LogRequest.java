package dev.statusagent.container;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a caller wants to see of a log, and how. */
record LogRequest(LogQuery query, LogFormat format) {
    private static final int DEFAULT_TAIL = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    /**
     * Understands the parameters; each may be null.
     *
     * @param events whether the lines are wanted as events; where the log is followed, they always are
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the one that is not understood
     */
    static LogRequest of(String tail, String since, String follow, String lastEventId, boolean events, LogPart part) {
        boolean followed = isTrue("follow", follow);
        if (!followed && !events) {
            return new LogRequest(new LogQuery(tail(tail), since(since), false, part), new PlainLog());
        }
        if (lastEventId == null) {
            return new LogRequest(
                    new LogQuery(tail(tail), since(since), followed, part), new EventLog(LogPosition.START));
        }
        LogPosition position = LogPosition.of(lastEventId);
        return new LogRequest(
                new LogQuery(OptionalInt.empty(), position.since(), followed, part), new EventLog(position));
    }

    /** The same for what chooses among several logs. */
    static LogPart part(String pod, String container, String previous) {
        return new LogPart(Optional.ofNullable(pod), Optional.ofNullable(container), isTrue("previous", previous));
    }

    private static boolean isTrue(String name, String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw bad(name + " must be true or false");
        }
        return "true".equals(value);
    }

    private static OptionalInt tail(String tail) {
        if (tail == null) {
            return OptionalInt.of(DEFAULT_TAIL);
        }
        if (tail.equals("all")) {
            return OptionalInt.empty();
        }
        if (!NUMBER.matcher(tail).matches()) {
            throw bad("tail must be a whole number from 0 to 9999999, or all");
        }
        return OptionalInt.of(Integer.parseInt(tail));
    }

    private static Optional<Instant> since(String since) {
        try {
            return Optional.ofNullable(since)
                    .map(given -> SECONDS.matcher(given).matches()
                            ? Instant.ofEpochSecond(Long.parseLong(given))
                            : Instant.parse(given));
        } catch (DateTimeException e) {
            throw bad("since must be a time in ISO-8601 such as 2026-11-25T04:00:00Z, or seconds since 1970");
        }
    }

    private static StatusException bad(String detail) {
        return new StatusException(ProblemType.BAD_REQUEST, detail);
    }
}
