package dev.statusagent.container;

import java.nio.charset.StandardCharsets;

/** A log as text: the lines as they were written, and nothing else. */
final class PlainLog implements LogFormat {
    private static final byte[] NOTHING = {};

    @Override
    public String contentType() {
        return "text/plain;charset=UTF-8";
    }

    @Override
    public byte[] line(LogLine line) {
        return (line.text() + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] silence() {
        return NOTHING;
    }

    @Override
    public byte[] end(String reason) {
        return NOTHING;
    }
}
