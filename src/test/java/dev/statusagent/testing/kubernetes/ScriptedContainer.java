package dev.statusagent.testing.kubernetes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A script that runs as a process, and its log as a node keeps it: both streams in one, each line with its time. */
final class ScriptedContainer {
    private final Process process;
    private final long startedNanos = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private volatile boolean killed;
    private boolean over;
    private boolean cut;

    /**
     * @param ended takes the exit code
     */
    ScriptedContainer(String script, Map<String, String> variables, IntConsumer ended) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(() -> read(ended), "script");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(IntConsumer ended) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
            int code = process.waitFor();
            if (!killed) {
                ended.accept(code);
            }
        } catch (IOException e) {
            killed = true; // its output was closed with it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        lines.add(Instant.now() + " " + line + '\n');
        notifyAll();
    }

    /** The lines from that one on; blocks until there is one. Null if there will be none; fails if the log is cut. */
    synchronized List<String> from(int line, boolean wait) throws InterruptedException, IOException {
        while (wait && !over && !cut && lines.size() <= line) {
            wait();
        }
        if (cut) {
            throw new IOException("the log is cut");
        }
        return lines.size() <= line ? null : List.copyOf(lines.subList(line, lines.size()));
    }

    synchronized void cut() {
        cut = true;
        notifyAll();
    }

    synchronized int size() {
        return lines.size();
    }

    /** Processors used since the start, on average. */
    double cores() {
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return (double) used.toNanos() / (System.nanoTime() - startedNanos);
    }

    long memoryBytes() {
        try {
            String pages = Files.readString(Path.of("/proc/" + process.pid() + "/statm"))
                    .split(" ", -1)[1];
            return Long.parseLong(pages) * 4096;
        } catch (IOException e) {
            return 0;
        }
    }

    void kill() {
        killed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
