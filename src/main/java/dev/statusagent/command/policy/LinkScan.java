package dev.statusagent.command.policy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Looks for links that lead out of where commands may write. An archive could be unpacked through one that an earlier archive
 * left behind; {@code tar} guards against those of the same archive only.
 */
final class LinkScan extends SimpleFileVisitor<Path> {
    private static final int MOST_FILES = 10_000;

    private final PathRule paths;
    private int seen;

    LinkScan(PathRule paths) {
        this.paths = paths;
    }

    /** Refuses a directory that has such a link in it, at any depth, or that cannot be looked through. */
    void check(String directory) {
        Path path = Path.of(directory);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return; // tar will say so
        }
        try {
            Files.walkFileTree(path.toRealPath(), this);
        } catch (IOException e) {
            throw Refusal.because("tar: the directory to extract into cannot be looked through");
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (++seen > MOST_FILES) {
            throw Refusal.because(
                    "tar: there is too much in the directory to extract into, " + MOST_FILES + " files at most");
        }
        if (attributes.isSymbolicLink() && !paths.isInside(file.toString())) {
            throw Refusal.because("tar: the directory to extract into has a link in it that leads elsewhere");
        }
        return FileVisitResult.CONTINUE;
    }
}
