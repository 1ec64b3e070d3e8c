package dev.statusagent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env}: a {@code NAME=value} per line, {@code #} at the beginning of a line is a comment. The value is all
 * that follows the first equals sign, verbatim: no quotes, escapes or expressions, so that a secret is what it looks like.
 */
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");

    private DotEnv() {}

    /** The variables of the file; none if it is absent or unreadable (the working directory need not be ours). */
    static Map<String, String> read(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return variables;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    variables.put(matcher.group(1), matcher.group(2));
                }
            }
        } catch (IOException e) {
            System.getLogger(DotEnv.class.getName())
                    .log(System.Logger.Level.WARNING, ".env is there and cannot be read");
        }
        return variables;
    }
}
