package dev.statusagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.cli.ContainersApi.LogLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a container's log from the agent to its end. A followed one is taken up again behind its last line where it was cut
 * short: because the connection was lost, the agent stopped, or its engine went away.
 */
final class LogReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final int MOST_UNSEEN_LINES = 1000;

    private final Supplier<ContainersApi> connect;
    private final String container;
    private final CommandOutput output;
    private final Surroundings surroundings;
    private ContainersApi api;
    private LogLines lines;
    private String lastEventId;
    private int unseen;

    /**
     * @param connect called for each attempt, so that a token that has changed meanwhile is read again
     */
    LogReader(
            Supplier<ContainersApi> connect,
            String container,
            LogLines lines,
            CommandOutput output,
            Surroundings surroundings) {
        this.connect = connect;
        this.container = container;
        this.lines = lines;
        this.output = output;
        this.surroundings = surroundings;
    }

    /** Prints until the log ends, or nobody reads what is printed. */
    void printTo(LogPrinter printer) {
        String begin = surroundings.instant().toString();
        api = connect.get();
        boolean whole = read(api.logs(container, lines, null), printer);
        while (!whole && lines.follow()) {
            output.note("the log was cut short; trying to take it up again");
            if (lastEventId == null && "0".equals(lines.tail())) {
                lines = new LogLines("all", begin, true); // what was written meanwhile is wanted
            }
            whole = read(openAgain(), printer);
        }
        if (!whole) {
            throw new ClientFailure(ExitCodes.FAILED, "the log was cut short");
        }
    }

    private InputStream openAgain() {
        Duration wait = FIRST_WAIT;
        while (true) {
            surroundings.pause(wait);
            if (Thread.currentThread().isInterrupted()) {
                throw new ClientFailure(ExitCodes.FAILED, "interrupted");
            }
            try {
                connectAgain();
                return api.logs(container, lines, lastEventId);
            } catch (ClientFailure e) {
                if (!e.isPassing()) {
                    throw e;
                }
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void connectAgain() {
        try {
            api = connect.get();
        } catch (ClientFailure e) {
            // the token's source may be away: the token that is at hand has to do
        }
    }

    /** True if the log came to its end, or nobody reads it any more; false if it was cut short. */
    private boolean read(InputStream body, LogPrinter printer) {
        try (EventReader events = new EventReader(body)) {
            for (Optional<EventReader.Event> next = events.next(); next.isPresent(); next = events.next()) {
                EventReader.Event event = next.get();
                JsonNode data = json(event.data());
                if (event.name().equals("end")) {
                    printer.flush();
                    return data.path("reason").asText().equals("log-ended");
                }
                printer.print(data);
                lastEventId = event.id();
                if (isTimeToShow(events) && !printer.flush()) {
                    return true;
                }
            }
        } catch (IOException e) {
            // cut short
        }
        printer.flush();
        return false;
    }

    private boolean isTimeToShow(EventReader events) throws IOException {
        unseen = events.ready() ? (unseen + 1) % MOST_UNSEEN_LINES : 0;
        return unseen == 0;
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ClientFailure(ExitCodes.FAILED, "the agent's answer is not understood");
        }
    }
}
