package dev.statusagent.audit.chain;

import static dev.statusagent.audit.chain.Finding.Kind.CHANGED;
import static dev.statusagent.audit.chain.Finding.Kind.REMOVED;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for the first line of a log that was removed, changed, moved or added. Reads only; the agent may be writing. */
public final class Verification {
    private static final int TRIES = 5;

    private Verification() {}

    /** Verifies the log of a data directory, whose key and head must be there. */
    public static Report of(ChainFiles directory) throws IOException {
        return settled(directory, () -> {
            List<Path> files = directory.all();
            Optional<ChainKey> key = ChainKey.read(directory.key());
            Optional<ChainHead.Read> head = head(directory);
            if (key.isEmpty() && (head.isPresent() || !files.isEmpty())) {
                return lacking(files, directory.key(), "without it nobody can tell who made anchors and head");
            }
            if (!files.isEmpty()
                    && head.filter(read -> read.isMadeWith(key.get())).isEmpty()) {
                return lacking(files, directory.head(), "it is missing, or was not made with this directory's key");
            }
            return new Walk(directory, files, key, head.map(ChainHead.Read::head), true).report();
        });
    }

    private static Report lacking(List<Path> files, Path path, String reason) {
        Finding finding = new Finding(path.endsWith("audit.key") ? REMOVED : CHANGED, path, 1, reason);
        return new Report(files, 0, 0, 0, false, false, Optional.of(finding), List.of());
    }

    /** Verifies these files, with key and head where they lie beside them: a copy need not have them. */
    public static Report of(Collection<Path> given) throws IOException {
        List<Path> files = inOrder(given);
        Path last = files.get(files.size() - 1).toAbsolutePath();
        ChainFiles directory = new ChainFiles(last.getParent());
        return settled(directory, () -> {
            Optional<ChainKey> key = ChainKey.read(directory.key());
            Optional<ChainHead.Read> head = ChainFiles.isCurrent(last) ? head(directory) : Optional.empty();
            if (key.isPresent() && head.isPresent() && !head.get().isMadeWith(key.get())) {
                return lacking(files, directory.head(), "it was not made with the key beside it");
            }
            Set<Path> named = new HashSet<>();
            files.forEach(file -> named.add(file.toAbsolutePath()));
            boolean whole = named.containsAll(directory.all());
            return new Walk(directory, files, key, head.map(ChainHead.Read::head), whole).report();
        });
    }

    private static List<Path> inOrder(Collection<Path> files) throws IOException {
        record Numbered(Path file, long seq) {}
        List<Numbered> numbered = new ArrayList<>();
        for (Path file : files) {
            long seq = Tail.firstLine(file).map(ChainLine::seq).orElse(Long.MAX_VALUE);
            numbered.add(new Numbered(file, ChainFiles.isCurrent(file) ? Long.MAX_VALUE : seq));
        }
        return numbered.stream()
                .sorted(Comparator.comparingLong(Numbered::seq))
                .map(Numbered::file)
                .toList();
    }

    private static Optional<ChainHead.Read> head(ChainFiles directory) throws IOException {
        return HeadFile.read(directory.head());
    }

    private interface Look {
        Report report() throws IOException;
    }

    /** While the agent writes, a file may be renamed under the reader: what is wrong must be so when the log stands still. */
    private static Report settled(ChainFiles directory, Look look) throws IOException {
        for (int tries = 1; ; tries++) {
            Optional<ChainHead.Read> before = head(directory);
            try {
                Report report = look.report();
                if (report.finding().isEmpty() || tries == TRIES || before.equals(head(directory))) {
                    return report;
                }
            } catch (NoSuchFileException | FileNotFoundException e) {
                if (tries == TRIES || before.equals(head(directory))) {
                    throw e;
                }
            }
        }
    }
}
