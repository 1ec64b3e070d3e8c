package dev.statusagent.update;

import dev.statusagent.update.UpdateFailure.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks {@code status-agent-VERSION.tar.gz}. It holds regular files and directories below one directory of that name and
 * nothing else: whatever could reach out of there, or has no place in a release, fails the whole. So does what grows without
 * bounds, before it fills the memory or the disk.
 */
final class ReleaseArchive {
    static final int MAX_ENTRIES = 5_000;
    static final long MAX_UNPACKED = 1L << 30;
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final Pattern TOP = Pattern.compile("status-agent-(.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+$@][A-Za-z0-9._+$@-]{0,250}");
    private static final int MAX_DEPTH = 32;
    private static final int ANY_EXECUTE = 0111;

    private final Path target;
    private final Set<Path> directories = new LinkedHashSet<>();
    private String top;
    private long unpacked;
    private int entries;

    private ReleaseArchive(Path target) {
        this.target = target;
    }

    /**
     * Unpacks into a directory that does not exist yet, whose content is on the disk afterwards.
     *
     * @return the version of the release, by its own files
     */
    static ReleaseVersion unpack(Path archive, Path target) throws UpdateFailure {
        try {
            return new ReleaseArchive(Files.createDirectory(target, Disk.OWNER_ONLY)).unpack(archive);
        } catch (BudgetedStream.ExceededException e) {
            throw invalid("is larger than a release may be");
        } catch (EOFException | ZipException e) {
            throw invalid("is no whole gzip file");
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw invalid("holds a name twice");
        } catch (FileSystemException e) {
            throw Disk.failure(e);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Files are written with messages of the system; of the archive the library complains in words of its own. */
    private static UpdateFailure unreadable(Exception e) {
        UpdateFailure disk = e instanceof IOException io ? Disk.failure(io) : null;
        return disk != null && disk.reason() == Reason.DISK_FULL ? disk : invalid("is no tar file");
    }

    private ReleaseVersion unpack(Path archive) throws IOException, UpdateFailure {
        directories.add(target);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                BudgetedStream bytes = new BudgetedStream(new GZIPInputStream(file, 64 * 1024));
                TarArchiveInputStream tar = new TarArchiveInputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = next(tar, bytes); entry != null; entry = next(tar, bytes)) {
                unpack(entry, tar, bytes);
            }
            toTheEnd(bytes);
        }
        ReleaseVersion version = check();
        for (Path directory : directories) {
            Disk.sync(directory);
        }
        return version;
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, BudgetedStream bytes) throws IOException {
        bytes.allow(MAX_HEADER_BYTES);
        return tar.getNextEntry();
    }

    /** So that the checksum at the end of the gzip file is compared; behind a tar file are zeros, a record of them or so. */
    private static void toTheEnd(BudgetedStream bytes) throws IOException {
        bytes.allow(MAX_HEADER_BYTES);
        bytes.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, BudgetedStream bytes)
            throws IOException, UpdateFailure {
        count();
        if (entry.isSparse() || !(entry.isFile() ? isRegular(entry) : entry.isDirectory())) {
            throw invalid("holds something that is neither file nor directory");
        }
        Path path = place(entry.getName());
        if (entry.isDirectory()) {
            directory(path);
        } else {
            unpacked += entry.getSize();
            if (entry.getSize() < 0 || unpacked > MAX_UNPACKED) {
                throw invalid("is larger than a release may be");
            }
            directory(path.getParent());
            bytes.allow(entry.getSize() + MAX_HEADER_BYTES);
            write(path, tar, (entry.getMode() & ANY_EXECUTE) != 0);
        }
    }

    private void count() throws UpdateFailure {
        if (++entries > MAX_ENTRIES) {
            throw invalid("has more than " + MAX_ENTRIES + " entries");
        }
    }

    /** The library takes for a file what is no other kind that it knows. */
    private static boolean isRegular(TarArchiveEntry entry) {
        return entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL || entry.getLinkFlag() == TarArchiveEntry.LF_OLDNORM;
    }

    private Path place(String name) throws UpdateFailure {
        String[] segments = name.split("/", -1);
        int count = segments[segments.length - 1].isEmpty() ? segments.length - 1 : segments.length;
        if (count < 1 || count > MAX_DEPTH) {
            throw invalid("holds a name that is no place in a release");
        }
        Path path = target;
        for (int i = 0; i < count; i++) {
            if (!NAME.matcher(segments[i]).matches()) {
                throw invalid("holds a name that is no place in a release");
            }
            path = i == 0 ? path : path.resolve(segments[i]);
        }
        if (top == null) {
            top = segments[0];
        }
        if (!top.equals(segments[0])) {
            throw invalid("has more than one directory at its top");
        }
        return path;
    }

    private void directory(Path path) throws IOException, UpdateFailure {
        for (Path each = path; directories.add(each); each = each.getParent()) {
            count(); // those that are only named in a path too
        }
        Files.createDirectories(path, Disk.OWNER_ONLY);
    }

    private static void write(Path path, InputStream content, boolean executable) throws IOException {
        var mode = PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------");
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(mode))) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
            file.force(true);
        }
    }

    /** What the launcher and the agent rely on. */
    private ReleaseVersion check() throws IOException, UpdateFailure {
        Path versionFile = target.resolve("VERSION");
        if (!Files.isRegularFile(versionFile)
                || Files.size(versionFile) > 100
                || !Files.isRegularFile(target.resolve("app/quarkus-run.jar"))
                || !Files.isExecutable(target.resolve("bin/status"))) {
            throw invalid("is no release of this agent");
        }
        String version = new String(Files.readAllBytes(versionFile), StandardCharsets.UTF_8).strip();
        var matcher = TOP.matcher(top);
        if (!matcher.matches() || !matcher.group(1).equals(version)) {
            throw invalid("has another version in its name than in its files");
        }
        return ReleaseVersion.parse(version).orElseThrow(() -> invalid("has no version of the form 1.2.3"));
    }

    private static UpdateFailure invalid(String what) {
        return new UpdateFailure(Reason.ARCHIVE_INVALID, "The archive " + what);
    }
}
