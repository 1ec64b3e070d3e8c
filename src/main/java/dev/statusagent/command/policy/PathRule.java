package dev.statusagent.command.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files a command may name. Judges every word, whatever its program takes it for: an absolute path may be all of it, or
 * stand behind an option's letter, an equals sign, a comma and so on.
 */
public final class PathRule {
    private static final String IN_A_NAME = "\\p{L}\\p{M}\\p{N}._\\-";
    private static final Pattern BEGINS_ABSOLUTE = Pattern.compile("(?<![" + IN_A_NAME + "/])/");
    private static final Pattern UPWARDS =
            Pattern.compile("(?<![" + IN_A_NAME + "])\\.\\.(?![" + IN_A_NAME + "])|^-[^=/]*\\.\\.(?:/|$)");
    /** At the start only: behind anything else it could be the name of a directory, with a link in its place. */
    private static final Pattern WEB = Pattern.compile("^(--[a-z-]+=)?https?://(?=[\\p{L}\\p{N}])");

    private static final Pattern HOME = Pattern.compile("(?:^|[=:,])~");

    private final List<Path> roots;

    public PathRule() {
        this(List.of(Path.of("/tmp"), Path.of("/var/tmp")));
    }

    PathRule(List<Path> roots) {
        this.roots = roots;
    }

    /** Refuses a word that leads, or might lead, out of the roots and of the command's own directory. */
    public void check(String word) {
        String text = WEB.matcher(word).replaceFirst("$1");
        if (UPWARDS.matcher(text).find()) {
            throw Refusal.because("no path may have .. in it");
        }
        if (HOME.matcher(text).find()) {
            throw Refusal.because("~ is not allowed at the start of a path");
        }
        int slash = slashInOption(text);
        if (slash >= 0) {
            checkAbsolute(text.substring(slash));
        }
        Matcher absolute = BEGINS_ABSOLUTE.matcher(text);
        while (absolute.find()) {
            checkAbsolute(text.substring(absolute.start()));
        }
    }

    /** Where in {@code -o/path} the value begins, which may also be a relative path: that is written {@code -o path}. */
    private static int slashInOption(String word) {
        if (!word.startsWith("-")) {
            return -1;
        }
        int end = word.indexOf('=');
        int slash = word.indexOf('/');
        return end < 0 || slash < end ? slash : -1;
    }

    /** Refuses an absolute path that is not below the roots once its symbolic links are resolved. */
    void checkAbsolute(String path) {
        if (!isNamedInside(path)) {
            throw Refusal.because(
                    "an absolute path must be below /tmp or /var/tmp, and so must be where its links lead");
        }
    }

    private boolean isNamedInside(String path) {
        try {
            return isInside(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** False also for a link that leads nowhere, or in a circle. */
    boolean isInside(Path path) {
        try {
            Path real = resolve(path.normalize());
            for (Path root : roots) {
                if (real.startsWith(resolve(root))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path resolve(Path path) throws IOException {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(path));
    }
}
