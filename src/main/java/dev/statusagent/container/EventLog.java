package dev.statusagent.container;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A log as server-sent events: one for each line, under an id by which a client that lost its connection says how far it came,
 * and an event {@code end} as the last. A line's data is JSON, since a text may hold what ends a line of the stream.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
final class EventLog implements LogFormat {
    private static final byte[] SILENCE = ascii(":\n\n");
    private static final byte[] ID = ascii("id: ");
    private static final byte[] DATA = ascii("\ndata: {\"stream\":\"");
    private static final byte[] AT = ascii("\",\"at\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] END = ascii("\"}\n\n");

    private final ByteArrayOutputStream event = new ByteArrayOutputStream();
    private final LogPosition.Counter position;

    /**
     * @param from what the client has seen already
     */
    EventLog(LogPosition from) {
        this.position = from.counter();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String contentType() {
        return "text/event-stream;charset=UTF-8";
    }

    @Override
    public byte[] line(LogLine line) {
        event.reset();
        if (position.isNew(line.at())) {
            event.writeBytes(ID);
            event.writeBytes(ascii(position.id()));
            event.writeBytes(DATA);
            event.writeBytes(ascii(line.source().code()));
            event.writeBytes(AT);
            event.writeBytes(ascii(line.at()));
            event.writeBytes(TEXT);
            event.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(line.text()));
            event.writeBytes(END);
        }
        return event.toByteArray();
    }

    @Override
    public byte[] silence() {
        return SILENCE;
    }

    @Override
    public byte[] end(String reason) {
        return ascii("event: end\ndata: {\"reason\":\"" + reason + "\"}\n\n");
    }
}
