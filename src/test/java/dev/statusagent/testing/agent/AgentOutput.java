package dev.statusagent.testing.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All that a process wrote, from its first line to its last. */
final class AgentOutput {
    private final List<String> stdout = new ArrayList<>();
    private final List<String> stderr = new ArrayList<>();
    private final LeakCheck leaks;
    private final Thread[] readers;

    AgentOutput(Process process, LeakCheck leaks) {
        this.leaks = leaks;
        this.readers = new Thread[] {
            read("stdout", process.getInputStream(), stdout), read("stderr", process.getErrorStream(), stderr)
        };
    }

    List<String> stdout() {
        return copy(stdout);
    }

    List<String> stderr() {
        return copy(stderr);
    }

    /** Waits until both streams have ended, which they do with the process. */
    void awaitEnd() {
        for (Thread reader : readers) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<String> copy(List<String> lines) {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private Thread read(String name, InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> readLines(name, stream, lines), "agent-" + name);
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void readLines(String name, InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(name, line, lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, String line, List<String> lines) {
        synchronized (lines) {
            lines.add(line);
            leaks.said("line " + lines.size() + " of " + name, line);
        }
    }
}
