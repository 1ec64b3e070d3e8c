package dev.statusagent.audit.chain;

import static dev.statusagent.audit.chain.ChainUnderTest.NO_ROTATION;
import static dev.statusagent.audit.chain.ChainUnderTest.append;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files after starts, kills and rotations, and what was done to them between two starts. */
class ChainLogTest {
    private static final long SMALLEST = 1 << 20;

    @TempDir
    private Path directory;

    private ChainUnderTest log() {
        return new ChainUnderTest(directory, NO_ROTATION);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("audit.jsonl"));
    }

    private void cutBytes(long bytes) throws IOException {
        Path file = directory.resolve("audit.jsonl");
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, (int) (content.length - bytes)));
    }

    private void assertFound(Finding.Kind kind, long line) {
        assertThat(log().verify().finding()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).as(finding.reason()).isEqualTo(kind);
            assertThat(finding.line()).as(finding.reason()).isEqualTo(line);
        });
    }

    @Test
    void beginsWithAnAnchorAndChainsWhatFollows() throws IOException {
        log().with(2);
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0))
                .startsWith(
                        "{\"seq\":1,\"prev\":\"" + "0".repeat(64)
                                + "\",\"event\":\"audit_anchor\",\"time\":\"2026-11-26T00:00:00.000Z\",\"actor\":\"system\",\"outcome\":\"start\",\"mac\":\"");
        assertThat(lines().get(2))
                .startsWith("{\"seq\":3,\"prev\":\""
                        + ChainLine.hash(lines().get(1).getBytes(UTF_8)) + "\",\"event\":\"auth_success\"");
        Report report = log().verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.lastSeq()).isEqualTo(3);
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        log().with(1);
        for (String name : List.of("audit.jsonl", "audit.key", "audit.head")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void goesOnAfterEachStart() throws IOException {
        for (int start = 0; start < 3; start++) {
            log().with(5);
        }
        Report report = log().verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isEqualTo(18);
    }

    @Test
    void tellsItsAnchorsForSomebodyElseToKeep() throws IOException {
        ChainUnderTest log = log().with(1);
        assertThat(log.anchors).containsExactly(lines().get(0));
    }

    @Test
    void verifiesThoughItIsOneLineAheadOfItsHead() throws IOException {
        ChainUnderTest log = log();
        ChainLog killed = log.start();
        append(killed, 3);
        byte[] head = Files.readAllBytes(directory.resolve("audit.head"));
        append(killed, 1);
        Files.write(directory.resolve("audit.head"), head);
        assertThat(log.verify().finding()).isEmpty();
        log.with(1);
        assertThat(log.verify().finding()).isEmpty();
    }

    @Test
    void findsASecondLineThatTheHeadDoesNotKnow() throws IOException {
        ChainUnderTest log = log();
        ChainLog killed = log.start();
        append(killed, 3);
        byte[] head = Files.readAllBytes(directory.resolve("audit.head"));
        append(killed, 2);
        Files.write(directory.resolve("audit.head"), head);
        assertFound(Finding.Kind.ADDED, 5);
        log.with(1);
        assertFound(Finding.Kind.ADDED, 7);
    }

    @Test
    void dropsALineThatAKilledProcessDidNotFinish() throws IOException {
        log().with(2);
        Files.writeString(directory.resolve("audit.jsonl"), "{\"seq\":4,\"pr", StandardOpenOption.APPEND);
        Report before = log().verify();
        assertThat(before.finding()).isEmpty();
        assertThat(before.notes()).singleElement().asString().contains("not finished");
        log().with(1);
        assertThat(log().verify().finding()).isEmpty();
        assertThat(lines().get(3)).contains("\"outcome\":\"start\",\"torn_bytes\":12,");
    }

    @Test
    void doesNotForgetOverAStartThatLinesWereCutOff() throws IOException {
        log().with(5);
        cutBytes(lines().get(5).getBytes(UTF_8).length + 1L);
        assertFound(Finding.Kind.REMOVED, 6);
        log().with(5);
        assertFound(Finding.Kind.REMOVED, 6);
        assertThat(lines().get(5)).contains("\"outcome\":\"head-mismatch\",\"head_count\":6,\"found_count\":5,");
    }

    @Test
    void doesNotForgetOverAStartThatALineWasCutShort() throws IOException {
        log().with(5);
        cutBytes(1);
        assertFound(Finding.Kind.CHANGED, 6);
        log().with(5);
        assertFound(Finding.Kind.REMOVED, 6);
    }

    @Test
    void doesNotForgetOverAStartThatTheLastLineWasChanged() throws IOException {
        log().with(5);
        Path file = directory.resolve("audit.jsonl");
        List<String> lines = lines();
        lines.set(5, lines.get(5).replace("127.0.0.1", "127.0.0.2"));
        Files.write(file, lines);
        assertFound(Finding.Kind.CHANGED, 6);
        log().with(5);
        assertFound(Finding.Kind.CHANGED, 7);
    }

    @Test
    void doesNotForgetOverAStartThatTheHeadWasAway() throws IOException {
        log().with(5);
        Files.delete(directory.resolve("audit.head"));
        assertThat(log().verify().finding()).isPresent();
        log().with(5);
        assertFound(Finding.Kind.REMOVED, 7);
    }

    @Test
    void doesNotForgetOverAStartThatTheKeyWasAway() throws IOException {
        log().with(5);
        Files.delete(directory.resolve("audit.key"));
        assertThat(log().verify().finding()).isPresent();
        log().with(5);
        assertFound(Finding.Kind.CHANGED, 1);
    }

    @Test
    void goesOnWithAnotherKeyWhereTheOldOneIsNoneAnyMore() throws IOException {
        log().with(5);
        Files.writeString(directory.resolve("audit.key"), "");
        assertFound(Finding.Kind.CHANGED, 1);
        assertThat(log().verify().finding().orElseThrow().file()).isEqualTo(directory.resolve("audit.key"));
        log().with(5);
        assertThat(lines()).hasSize(12);
        assertFound(Finding.Kind.CHANGED, 1);
    }

    @Test
    void goesOnBehindALineThatIsLongerThanItsMemory() throws IOException {
        log().with(5);
        byte[] garbage = new byte[LogLines.LONGEST * 3];
        Arrays.fill(garbage, (byte) 'x');
        garbage[garbage.length - 1] = '\n';
        Files.write(directory.resolve("audit.jsonl"), garbage, StandardOpenOption.APPEND);
        assertFound(Finding.Kind.ADDED, 7);
        log().with(5);
        assertFound(Finding.Kind.ADDED, 7);
    }

    @Test
    void findsGarbageOfSeveralLinesBehindTheEnd() throws IOException {
        log().with(5);
        byte[] garbage = {0, (byte) 0xff, '\n', '{', '\n', '\r', '\n', 'x'};
        Files.write(directory.resolve("audit.jsonl"), garbage, StandardOpenOption.APPEND);
        assertFound(Finding.Kind.ADDED, 7);
    }

    @Test
    void takesNoLineThatItCouldNotRead() throws IOException {
        try (ChainLog log = log().start()) {
            String large = "{\"event\":\"" + "x".repeat(LogLines.LONGEST) + "\"}";
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(large));
            append(log, 1);
        }
        assertThat(log().verify().finding()).isEmpty();
    }

    @Test
    void goesOnInANewFileWhereTheOldOneWasRenamed() throws IOException {
        ChainUnderTest log = log();
        Path renamed = directory.resolve("elsewhere");
        try (ChainLog open = log.start()) {
            append(open, 3);
            open.follow();
            Files.move(log.files.current(), renamed);
            open.follow();
            append(open, 3);
            open.follow();
        }
        assertThat(lines()).hasSize(4);
        assertThat(Verification.of(List.of(log.files.current(), renamed)).finding())
                .isEmpty();
        assertFound(Finding.Kind.REMOVED, 1);
    }

    @Test
    void missesALogThatIsGone() throws IOException {
        log().with(5);
        Files.delete(directory.resolve("audit.jsonl"));
        assertFound(Finding.Kind.REMOVED, 1);
        assertThat(log().verify().finding().orElseThrow().file()).isEqualTo(directory.resolve("audit.jsonl"));
        log().with(1);
        assertFound(Finding.Kind.REMOVED, 1);
    }

    @Test
    void findsAChainThatWasWrittenAnew() throws IOException {
        log().with(3).with(3);
        List<String> lines = lines();
        String changed = lines.get(2).replace("127.0.0.1", "10.0.0.1");
        lines.set(2, changed);
        for (int i = 3; i < lines.size(); i++) {
            String hash = ChainLine.hash(lines.get(i - 1).getBytes(UTF_8));
            lines.set(i, lines.get(i).replaceFirst("\"prev\":\"[0-9a-f]*\"", "\"prev\":\"" + hash + "\""));
        }
        Files.write(directory.resolve("audit.jsonl"), lines);
        assertFound(Finding.Kind.CHANGED, 5); // the first anchor after it: nobody can tell which line before it
    }

    @Test
    void keepsNoMoreThanItMay() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST);
        ChainLog open = log.start();
        append(open, 20_000);
        long bytes = 0;
        for (Path file : log.files.all()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(SMALLEST).isGreaterThan(SMALLEST / 2);
        Report report = log.verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.firstSeq()).isGreaterThan(1);
        assertThat(report.lastSeq()).isGreaterThan(20_000);
        log.with(1);
        assertThat(log.verify().finding()).isEmpty();
    }

    @Test
    void missesAnOldFileThatSomebodyElseRemoved() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST).with(20_000);
        List<Path> files = log.files.all();
        Files.delete(files.get(0));
        assertThat(log.verify().finding()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.REMOVED);
            assertThat(finding.file()).isEqualTo(files.get(1));
        });
    }

    @Test
    void goesOnWhereAProcessWasKilledBetweenTwoFiles() throws IOException {
        ChainUnderTest log = log().with(3);
        Files.move(log.files.current(), log.files.freeOlder(1));
        assertThat(log.verify().finding()).isEmpty();
        log.with(3);
        assertThat(log.verify().finding()).isEmpty();
        Files.move(log.files.current(), log.files.freeOlder(5));
        Files.createFile(log.files.current());
        log.with(3);
        Report report = log.verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isEqualTo(12);
    }

    @Test
    void canBeVerifiedWithoutTheKeyAndTheHead() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST).with(20_000);
        Files.delete(log.files.key());
        Files.delete(log.files.head());
        Report report = Verification.of(log.files.all());
        assertThat(report.finding()).isEmpty();
        assertThat(report.notes()).hasSize(2);
        assertThat(Verification.of(List.of(log.files.all().get(2))).finding()).isEmpty();
    }

    @Test
    void isVerifiedInTheOrderOfItsLinesHoweverItsFilesAreNamed() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST).with(3_000);
        List<Path> given = new ArrayList<>(log.files.all());
        Collections.reverse(given);
        given.addAll(log.files.all());
        given.add(directory.resolve("../" + directory.getFileName()).resolve("audit.jsonl"));
        assertThat(Verification.of(given).finding()).isEmpty();
        Path oldest = log.files.all().get(0);
        byte[] content = Files.readAllBytes(oldest);
        content[3] ^= 1;
        Files.write(oldest, content);
        assertThat(Verification.of(given).finding()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.CHANGED);
            assertThat(finding.file()).isEqualTo(oldest);
            assertThat(finding.line()).isEqualTo(1);
        });
    }

    @Test
    void missesAnOldFileHoweverTheOthersAreNamed() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST).with(3_000);
        Files.delete(log.files.all().get(0));
        List<Path> others = log.files.all().stream()
                .map(file -> directory.resolve("../" + directory.getFileName()).resolve(file.getFileName()))
                .toList();
        assertThat(Verification.of(others).finding())
                .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.REMOVED));
    }

    @Test
    void saysThatOthersMayReadTheKey() throws IOException {
        log().with(1);
        Files.setPosixFilePermissions(directory.resolve("audit.key"), PosixFilePermissions.fromString("rw-r-----"));
        Report report = log().verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.notes()).singleElement().asString().contains("audit.key can be read by others");
    }

    @Test
    void namesTheFirstLineWhereAllLineEndsWereExchanged() throws IOException {
        log().with(5);
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        assertFound(Finding.Kind.CHANGED, 1);
    }

    @Test
    void missesTheLinesOfAFileThatWasEmptied() throws IOException {
        ChainUnderTest log = new ChainUnderTest(directory, SMALLEST).with(3_000);
        List<Path> files = log.files.all();
        Files.write(files.get(2), new byte[0]);
        assertThat(log.verify().finding()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.REMOVED);
            assertThat(finding.file()).isIn(files.get(1), files.get(2));
        });
        Files.write(files.get(files.size() - 1), new byte[0]);
        Files.write(files.get(2), new byte[] {0, 1, (byte) 0xff, '\n'});
        assertThat(log.verify().finding()).hasValueSatisfying(finding -> {
            assertThat(finding.file()).isEqualTo(files.get(2));
            assertThat(finding.line()).isEqualTo(1);
        });
    }

    @Test
    void missesAllLinesOfALogThatWasEmptied() throws IOException {
        log().with(5);
        Files.write(directory.resolve("audit.jsonl"), new byte[0]);
        assertFound(Finding.Kind.REMOVED, 1);
    }

    @Test
    void canBeVerifiedWhileItIsWritten() throws Exception {
        ChainUnderTest log = new ChainUnderTest(directory, 64 * SMALLEST);
        ChainLog open = log.start();
        append(open, 1);
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            try {
                while (!stop.get()) {
                    append(open, 10);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(log.verify().finding()).isEmpty();
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(log.verify().finding()).isEmpty();
    }
}
