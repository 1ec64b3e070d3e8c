package dev.statusagent.audit.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that writes the audit log on a small disk until that is full, and goes on when there is room again. */
final class FullDiskProcess {
    private FullDiskProcess() {}

    /** Takes the small disk; says how many lines were written before and after, and what verification finds. */
    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Path filler = Files.write(disk.resolve("filler"), new byte[200_000], StandardOpenOption.CREATE_NEW);
        ChainUnderTest log = new ChainUnderTest(Files.createDirectory(disk.resolve("data")), 1L << 30);
        ChainLog open = log.start();
        int before = untilItIsFull(open);
        int again = untilItIsFull(open);
        Files.delete(filler);
        ChainUnderTest.append(open, 100);
        Report report = log.verify();
        System.out.printf(
                "%b %d %s %d%n",
                before > 100, again, report.finding().map(Finding::reason).orElse("whole"), report.lines() - before);
    }

    private static int untilItIsFull(ChainLog log) {
        for (int written = 0; ; written++) {
            try {
                ChainUnderTest.append(log, 1);
            } catch (IOException e) {
                return written;
            }
        }
    }
}
