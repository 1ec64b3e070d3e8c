package dev.statusagent.audit.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log in a directory of a test's own. */
final class ChainUnderTest {
    static final long NO_ROTATION = 1L << 30;

    final ChainFiles files;
    final List<String> anchors = new ArrayList<>();
    private final long maxBytes;

    ChainUnderTest(Path directory, long maxBytes) {
        this.files = new ChainFiles(directory);
        this.maxBytes = maxBytes;
    }

    /** The log as a process has it that starts now; it need not be closed, as a killed process closes nothing. */
    ChainLog start() {
        return new ChainLog(files, maxBytes, () -> "2026-11-26T00:00:00.000Z", anchors::add);
    }

    static String event(int number) {
        return "{\"event\":\"auth_success\",\"time\":\"2026-11-26T00:00:00.000Z\",\"actor\":\"agent\",\"outcome\":\"success\","
                + "\"request_id\":\"" + number
                + "\",\"client\":\"127.0.0.1\",\"method\":\"GET\",\"path\":\"/api/v1/ünïcode\"}";
    }

    ChainUnderTest with(int events) throws IOException {
        try (ChainLog log = start()) {
            append(log, events);
        }
        return this;
    }

    static void append(ChainLog log, int events) throws IOException {
        for (int i = 0; i < events; i++) {
            log.append(event(i));
        }
    }

    Report verify() {
        try {
            return Verification.of(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
