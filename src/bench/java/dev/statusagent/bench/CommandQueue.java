package dev.statusagent.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast commands go through the queue of an agent on this machine. Arguments: port, the agent's process, a directory on the
 * disk that its data is on; environment: AGENT_ID, AGENT_TOKEN.
 */
public final class CommandQueue {
    private static final int SAMPLES = 1000;
    private static final int WARM_UP = 2000;
    private static final int ROUNDS = 7;

    private final int port;
    private final Path process;
    private final Path directory;
    private final String id = System.getenv("AGENT_ID");
    private final String token = System.getenv("AGENT_TOKEN");

    private CommandQueue(String[] arguments) {
        port = Integer.parseInt(arguments[0]);
        process = Path.of("/proc", arguments[1], "status");
        directory = Path.of(arguments[2]);
    }

    public static void main(String[] arguments) throws Exception {
        CommandQueue queue = new CommandQueue(arguments);
        queue.delivery(1, WARM_UP);
        System.out.printf(
                "%nfrom the sending of an enqueue to the client that has the command, %d commands%n", SAMPLES);
        System.out.printf("%8s %10s %10s %10s   %s%n", "waiting", "p50 ms", "p99 ms", "max ms", "agent's resident MiB");
        for (int clients : new int[] {1, 100, 10_000}) {
            long[] nanos = queue.delivery(clients, SAMPLES);
            System.out.printf(
                    "%8d %10.1f %10.1f %10.1f   %d%n",
                    clients, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1), nanos[SAMPLES] >> 10);
        }
        System.out.printf("%n%8s %22s %22s %8s%n", "callers", "durable enqueues/s", "flushes/s of the disk", "ratio");
        for (int callers : new int[] {1, 8, 64}) {
            queue.throughput(callers);
        }
    }

    /** Slices of both, one after the other, since a disk that others use as well changes its pace. */
    private void throughput(int callers) throws Exception {
        double[] flushes = new double[ROUNDS];
        double[] enqueues = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            flushes[round] = flushes();
            enqueues[round] = enqueues(callers, round);
        }
        Arrays.sort(flushes);
        Arrays.sort(enqueues);
        double flush = flushes[ROUNDS / 2];
        double enqueue = enqueues[ROUNDS / 2];
        System.out.printf("%8d %22.0f %22.0f %8.1f%n", callers, enqueue, flush, enqueue / flush);
    }

    private static double at(long[] nanos, double share) {
        return nanos[Math.min(SAMPLES - 1, (int) (SAMPLES * share))] / 1e6;
    }

    /** Sorted latencies, and behind them the agent's resident memory in KiB. */
    private long[] delivery(int clients, int samples) throws Exception {
        try (WaitingClients waiting = new WaitingClients(port, id, token, clients);
                Enqueuer caller = new Enqueuer(port, id, token)) {
            TimeUnit.SECONDS.sleep(clients > 1000 ? 5 : 1);
            long[] nanos = new long[samples];
            for (int sample = 0; sample < samples; sample++) {
                String command = "d-" + clients + "-" + samples + "-" + sample;
                long sent = caller.enqueue(command);
                nanos[sample] = arrival(waiting, command) - sent;
            }
            Arrays.sort(nanos);
            long[] result = Arrays.copyOf(nanos, samples + 1);
            result[samples] = residentKib();
            return result;
        }
    }

    private static long arrival(WaitingClients waiting, String command) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (Long arrival = waiting.arrival(command); ; arrival = waiting.arrival(command)) {
            if (arrival != null) {
                return arrival;
            }
            if (System.nanoTime() > limit) {
                throw new IOException(command + " was not delivered within 20 s");
            }
            LockSupport.parkNanos(50_000);
        }
    }

    private long residentKib() throws IOException {
        return Files.readAllLines(process).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private double enqueues(int callers, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(2);
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String prefix = "e-" + callers + "-" + round + "-" + caller + "-";
                tasks.add(() -> enqueue(prefix, end));
            }
            int sum = 0;
            for (Future<Integer> enqueued : threads.invokeAll(tasks)) {
                sum += enqueued.get();
            }
            return sum * 1e9 / (System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private int enqueue(String prefix, long end) throws IOException {
        try (Enqueuer caller = new Enqueuer(port, id, token)) {
            int number = 0;
            while (System.nanoTime() < end) {
                caller.enqueue(prefix + number++);
            }
            return number;
        }
    }

    /** How often a second one page can be appended to a file and flushed. */
    private double flushes() throws IOException {
        Path file = Files.createTempFile(directory, "flush", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(4096);
            long start = System.nanoTime();
            int flushes = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
                page.clear();
                channel.write(page);
                channel.force(false);
                flushes++;
            }
            return flushes * 1e9 / (System.nanoTime() - start);
        } finally {
            Files.delete(file);
        }
    }
}
