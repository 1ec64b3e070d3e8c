package dev.statusagent.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand events in several files, and one edit after the other: each is found, and the right line named. */
class EditedLogTest {
    private static final int EVENTS = 100_000;
    private static final int EDITS = 200;
    private static final long EIGHT_OF_EIGHT_MIB = 64L << 20;

    @TempDir
    private static Path directory;

    private static ChainUnderTest log;
    private static List<Path> files;

    private enum Edit {
        DELETE,
        CHANGE,
        SWAP,
        INSERT,
        TRUNCATE
    }

    /** What was done to a file, and what should be found. */
    private record Edited(Edit edit, Path file, int line, List<Finding.Kind> kinds) {
        static Edited by(Edit edit, Path file, byte[] content, int line, Finding.Kind... kinds) throws IOException {
            Files.write(file, content);
            return new Edited(edit, file, line, List.of(kinds));
        }
    }

    @BeforeAll
    static void write() throws IOException {
        log = new ChainUnderTest(directory, EIGHT_OF_EIGHT_MIB).with(EVENTS);
        files = log.files.all();
        assertThat(files).hasSizeGreaterThan(2);
        Report report = log.verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.lines()).isEqualTo(EVENTS + files.size());
    }

    @Test
    void isFoundWhateverOneEditDoes() throws IOException {
        long seed = System.nanoTime();
        System.out.printf("Edits of the audit log: seed %d%n", seed);
        Random random = new Random(seed);
        Map<Edit, Integer> done = new EnumMap<>(Edit.class);
        for (int i = 0; i < EDITS; i++) {
            Edit kind = Edit.values()[i % Edit.values().length];
            Path file = files.get(random.nextInt(files.size()));
            byte[] original = Files.readAllBytes(file);
            Edited edited = edit(kind, file, original, random);
            Report report = log.verify();
            Files.write(file, original);
            String what = "seed %d, edit %d, %s".formatted(seed, i, edited.edit);
            assertThat(report.finding()).as(what).hasValueSatisfying(finding -> {
                assertThat(finding.file()).as(what).isEqualTo(edited.file);
                assertThat(finding.line()).as("%s: %s", what, finding).isEqualTo(edited.line);
                assertThat(finding.kind()).as("%s: %s", what, finding).isIn(edited.kinds);
            });
            done.merge(kind, 1, Integer::sum);
        }
        System.out.printf("Found with the right line: %s%n", done);
        assertThat(log.verify().finding()).isEmpty();
    }

    private static Edited edit(Edit kind, Path file, byte[] original, Random random) throws IOException {
        List<byte[]> lines = lines(original);
        int at = random.nextInt(lines.size());
        return switch (kind) {
            case DELETE -> {
                lines.remove(at);
                yield Edited.by(kind, file, joined(lines), at + 1, Finding.Kind.REMOVED);
            }
            case CHANGE -> changed(file, lines, at, random);
            case SWAP -> swapped(file, lines, random);
            case INSERT -> inserted(file, lines, at, random);
            case TRUNCATE -> truncated(file, original, random);
        };
    }

    private static Edited changed(Path file, List<byte[]> lines, int at, Random random) throws IOException {
        byte[] line = lines.get(at).clone();
        int place = random.nextInt(line.length);
        byte before = line[place];
        do {
            line[place] = (byte) random.nextInt(256);
        } while (line[place] == before);
        lines.set(at, line);
        return Edited.by(Edit.CHANGE, file, joined(lines), at + 1, Finding.Kind.CHANGED);
    }

    private static Edited swapped(Path file, List<byte[]> lines, Random random) throws IOException {
        int first = random.nextInt(lines.size() - 1);
        int second = random.nextInt(4) == 0 ? first + 1 : first + 1 + random.nextInt(lines.size() - 1 - first);
        byte[] line = lines.set(first, lines.get(second));
        lines.set(second, line);
        return Edited.by(Edit.SWAP, file, joined(lines), first + 1, Finding.Kind.MOVED);
    }

    /** Something else, a copy of another line, or a line that follows the one before as it should. */
    private static Edited inserted(Path file, List<byte[]> lines, int at, Random random) throws IOException {
        int choice = at == 0 ? 0 : random.nextInt(3);
        byte[] line;
        if (choice == 0) {
            line = (ChainUnderTest.event(-7) + "\n").getBytes(StandardCharsets.UTF_8);
        } else if (choice == 1) {
            int far = (at + lines.size() / 2) % lines.size();
            line = lines.get(far);
        } else {
            byte[] before = lines.get(at - 1);
            ChainLine last =
                    ChainLine.parse(Arrays.copyOf(before, before.length - 1)).orElseThrow();
            line = ChainLine.after(last.seq() + 1, last.hash(), ChainUnderTest.event(-8))
                    .withLineEnd();
        }
        lines.add(at, line);
        return Edited.by(Edit.INSERT, file, joined(lines), at + 1, Finding.Kind.ADDED);
    }

    private static Edited truncated(Path file, byte[] original, Random random) throws IOException {
        byte[] left = Arrays.copyOf(original, 1 + random.nextInt(original.length - 1));
        int wholeLines = 0;
        for (byte character : left) {
            wholeLines += character == '\n' ? 1 : 0;
        }
        return Edited.by(Edit.TRUNCATE, file, left, wholeLines + 1, Finding.Kind.REMOVED, Finding.Kind.CHANGED);
    }

    private static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(Arrays.copyOfRange(content, begin, i + 1));
                begin = i + 1;
            }
        }
        return lines;
    }

    private static byte[] joined(List<byte[]> lines) {
        byte[] content = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, content, at, line.length);
            at += line.length;
        }
        return content;
    }
}
