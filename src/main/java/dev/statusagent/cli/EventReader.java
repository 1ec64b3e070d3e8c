package dev.statusagent.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events. What the end of the stream leaves unfinished is no event.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
final class EventReader implements Closeable {
    /**
     * One event.
     *
     * @param id null where it has none
     * @param name {@code message} where it has none
     */
    record Event(String id, String name, String data) {}

    private final BufferedReader lines;

    EventReader(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event; empty at the end. */
    Optional<Event> next() throws IOException {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    if (line.isEmpty() && !data.isEmpty()) {
                        return Optional.of(new Event(id, name, data.toString()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether more is there already. */
    boolean ready() throws IOException {
        return lines.ready();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
