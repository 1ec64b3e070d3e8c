package dev.statusagent.command.embedded;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.Priority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What it brings that callers share a commit, measured at the store itself, where no HTTP is in the way: durable enqueues a
 * second of the store, of the same table with a commit for each command, and flushes a second of the disk, by turns in one run.
 * Argument: a directory on the disk in question.
 */
public final class GroupedCommits {
    private static final int[] CALLERS = {1, 8, 64};
    private static final int ROUNDS = 7;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final CommandOrigin ORIGIN = new CommandOrigin("bench", "127.0.0.1", "request");

    private final Path directory;
    private final InstantSource clock = InstantSource.system();

    private GroupedCommits(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        new GroupedCommits(Path.of(arguments[0])).run();
    }

    private void run() throws Exception {
        double[] flushes = new double[ROUNDS];
        double[] single = new double[ROUNDS];
        double[][] grouped = new double[CALLERS.length][ROUNDS];
        EmbeddedCommandStore store = new EmbeddedCommandStore(directory.resolve("grouped.db"), clock);
        try (Transaction transaction =
                new Transaction(new CommandDatabase(directory.resolve("single.db"), clock).connect())) {
            for (int round = -1; round < ROUNDS; round++) { // the first one warms up
                int at = Math.max(0, round);
                flushes[at] = flushes();
                single[at] = single(transaction);
                for (int i = 0; i < CALLERS.length; i++) {
                    grouped[i][at] = grouped(store, CALLERS[i]);
                }
            }
        } finally {
            store.close();
        }
        print(median(flushes), median(single), grouped);
    }

    private static void print(double flushes, double single, double[][] grouped) {
        System.out.printf("%nat the store itself, medians of %d turns%n", ROUNDS);
        System.out.printf("%-44s %10.0f%n", "flushes/s of the disk", flushes);
        System.out.printf("%-44s %10.0f%n", "enqueues/s, each with a commit of its own", single);
        for (int i = 0; i < CALLERS.length; i++) {
            double rate = median(grouped[i]);
            System.out.printf(
                    "%-44s %10.0f   %.1f x the flushes, %.1f x one commit each%n",
                    "enqueues/s of the store, %d callers".formatted(CALLERS[i]), rate, rate / flushes, rate / single);
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private double single(Transaction transaction) throws Exception {
        return perSecond(end -> {
            int commands = 0;
            for (; System.nanoTime() < end; commands++) {
                transaction.begin(Long.MAX_VALUE);
                Changes.enqueue(transaction, command(), ORIGIN, clock.instant());
                transaction.commit();
            }
            return commands;
        });
    }

    private static double grouped(EmbeddedCommandStore store, int callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            return perSecond(end -> {
                List<Callable<Integer>> tasks = new ArrayList<>();
                for (int caller = 0; caller < callers; caller++) {
                    tasks.add(() -> enqueueUntil(store, end));
                }
                int sum = 0;
                for (Future<Integer> commands : threads.invokeAll(tasks)) {
                    sum += commands.get();
                }
                return sum;
            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static int enqueueUntil(EmbeddedCommandStore store, long end) {
        int commands = 0;
        for (; System.nanoTime() < end; commands++) {
            store.enqueue(command(), ORIGIN).await().atMost(Duration.ofSeconds(10));
        }
        return commands;
    }

    private static Command command() {
        return new Command(UUID.randomUUID().toString(), "uname -a", Duration.ofSeconds(60), Priority.NORMAL);
    }

    /** How often a second one page can be appended to a file and flushed. */
    private double flushes() throws Exception {
        Path file = Files.createTempFile(directory, "flush", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(4096);
            return perSecond(end -> flushUntil(channel, page, end));
        } finally {
            Files.delete(file);
        }
    }

    private static int flushUntil(FileChannel channel, ByteBuffer page, long end) throws IOException {
        int flushes = 0;
        for (; System.nanoTime() < end; flushes++) {
            channel.write(page.clear());
            channel.force(false);
        }
        return flushes;
    }

    private interface Work {
        /** Works until then, and tells how often. */
        int until(long endNanos) throws Exception;
    }

    private static double perSecond(Work work) throws Exception {
        long start = System.nanoTime();
        int times = work.until(start + SLICE.toNanos());
        return times * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    }
}
