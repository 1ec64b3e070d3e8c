package dev.statusagent.command.policy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Looks for links that lead out of where commands may write. An archive could be unpacked through one that an earlier archive
 * left behind; {@code tar} guards against those of the same archive only.
 */
final class LinkScan extends SimpleFileVisitor<Path> {
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 100;

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
            Files.walkFileTree(path.toRealPath(), Set.of(), DEEPEST, this);
        } catch (IOException e) {
            throw Refusal.because("tar: the directory to extract into cannot be looked through");
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        count(true);
        return FileVisitResult.CONTINUE;
    }

    private void count(boolean canBeSeen) {
        if (++seen > MOST_FILES || !canBeSeen) {
            throw Refusal.because("tar: there is too much in the directory to extract into, or it is too deep");
        }
    }

    /** Is also called for a directory that is too deep to be looked into. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        count(!attributes.isDirectory());
        if (attributes.isSymbolicLink() && !paths.isInside(file)) {
            throw Refusal.because("tar: the directory to extract into has a link in it that leads elsewhere");
        }
        return FileVisitResult.CONTINUE;
    }
}
