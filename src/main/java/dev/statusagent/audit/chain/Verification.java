package dev.statusagent.audit.chain;

import static dev.statusagent.audit.chain.Finding.Kind.CHANGED;
import static dev.statusagent.audit.chain.Finding.Kind.REMOVED;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            return withKey(directory, files, key -> ofAll(directory, files, key));
        });
    }

    private static Report ofAll(ChainFiles directory, List<Path> files, Optional<ChainKey> key) throws IOException {
        Optional<ChainHead.Read> head = head(directory);
        if (key.isEmpty() && (head.isPresent() || !files.isEmpty())) {
            return lacking(files, REMOVED, directory.key(), "without it nobody can tell who made anchors and head");
        }
        if (!files.isEmpty() && head.filter(read -> read.isMadeWith(key.get())).isEmpty()) {
            return lacking(
                    files, CHANGED, directory.head(), "it is missing, or was not made with this directory's key");
        }
        return new Walk(directory, files, key, head.map(ChainHead.Read::head), true).report();
    }

    private interface Walked {
        Report with(Optional<ChainKey> key) throws IOException;
    }

    private static Report withKey(ChainFiles directory, List<Path> files, Walked walked) throws IOException {
        Optional<ChainKey> key;
        try {
            key = ChainKey.read(directory.key());
        } catch (ChainKey.DamagedException e) {
            return lacking(files, CHANGED, directory.key(), "it is no key");
        }
        return walked.with(key);
    }

    private static Report lacking(List<Path> files, Finding.Kind kind, Path path, String reason) {
        return new Report(files, 0, 0, 0, false, false, Optional.of(new Finding(kind, path, 1, reason)), List.of());
    }

    /**
     * Verifies these files, with key and head where they lie beside them: a copy need not have them.
     *
     * @param given in any order; one that is named twice counts once
     */
    public static Report of(Collection<Path> given) throws IOException {
        List<Path> files = inOrder(given);
        Path last = real(files.get(files.size() - 1));
        ChainFiles directory = new ChainFiles(last.getParent());
        return settled(directory, () -> withKey(directory, files, key -> ofThese(directory, files, last, key)));
    }

    private static Report ofThese(ChainFiles directory, List<Path> files, Path last, Optional<ChainKey> key)
            throws IOException {
        Optional<ChainHead.Read> head = ChainFiles.isCurrent(last) ? head(directory) : Optional.empty();
        if (key.isPresent() && head.isPresent() && !head.get().isMadeWith(key.get())) {
            return lacking(files, CHANGED, directory.head(), "it was not made with the key beside it");
        }
        Set<Path> named = new HashSet<>();
        for (Path file : files) {
            named.add(real(file));
        }
        boolean whole = named.containsAll(directory.all());
        return new Walk(directory, files, key, head.map(ChainHead.Read::head), whole).report();
    }

    /** The file, by the one name of its directory. */
    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    /** By their first lines, or by their names where the first line is none; the one that is written to comes last. */
    private static List<Path> inOrder(Collection<Path> given) throws IOException {
        record Numbered(Path file, long seq) {}
        Map<Path, Numbered> files = new LinkedHashMap<>();
        for (Path file : given) {
            long seq = Tail.firstLine(file)
                    .map(ChainLine::seq)
                    .orElseGet(() -> ChainFiles.firstByName(file).orElse(Long.MAX_VALUE));
            files.putIfAbsent(real(file), new Numbered(file, seq));
        }
        return files.values().stream()
                .sorted(Comparator.<Numbered, Boolean>comparing(numbered -> ChainFiles.isCurrent(numbered.file()))
                        .thenComparingLong(Numbered::seq))
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
