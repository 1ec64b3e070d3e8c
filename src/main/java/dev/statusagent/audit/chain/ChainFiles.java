package dev.statusagent.audit.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the log is kept: {@code audit.jsonl}, and beside it the files before that, named after the number of their first line.
 *
 * @param directory the data directory
 */
public record ChainFiles(Path directory) {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String CURRENT = "audit.jsonl";
    private static final Pattern OLDER = Pattern.compile("audit-(\\d{15})\\.jsonl");

    /** The file that is written to. */
    public Path current() {
        return directory.resolve(CURRENT);
    }

    public Path key() {
        return directory.resolve("audit.key");
    }

    public Path head() {
        return directory.resolve("audit.head");
    }

    /** Where a file goes that is full, and begins with that line; never onto another one. */
    Path freeOlder(long firstSeq) {
        Path path = directory.resolve("audit-%015d.jsonl".formatted(firstSeq));
        return Files.exists(path) ? freeOlder(firstSeq + 1) : path;
    }

    /** Those that are full, the oldest first. */
    List<Path> older() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> older(file).matches()).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Matcher older(Path file) {
        return OLDER.matcher(file.getFileName().toString());
    }

    /** The number of the first line of a file that is full, by its name. */
    static OptionalLong firstByName(Path file) {
        Matcher name = older(file);
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    /** All that there are, in the order of their lines. */
    public List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>(older());
        if (Files.exists(current())) {
            files.add(current());
        }
        return files;
    }

    /** Whether others than its owner may read the key. */
    boolean isKeyOpen() throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(key());
        return open.contains(PosixFilePermission.GROUP_READ) || open.contains(PosixFilePermission.OTHERS_READ);
    }

    /** Returns once the names of the files are on the disk. */
    void sync() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    static boolean isCurrent(Path file) {
        return file.endsWith(CURRENT);
    }
}
