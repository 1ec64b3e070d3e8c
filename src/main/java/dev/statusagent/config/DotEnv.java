package dev.statusagent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code .env} says: a {@code NAME=value} per line, {@code #} at the beginning of a line is a comment. The value is all
 * that follows the first equals sign, verbatim: no quotes, escapes or expressions, so that a secret is what it looks like.
 *
 * @param variables the variables in the order of the file
 * @param warnings what in the file had no effect, a line each; never a value
 */
record DotEnv(Map<String, String> variables, List<String> warnings) {
    static final DotEnv NONE = new DotEnv(Map.of(), List.of());

    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final Pattern EMPTY_OR_COMMENT = Pattern.compile("\\s*(#.*)?", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads the file; {@link #NONE} if it is absent, a warning if it is unreadable (the directory need not be ours). */
    static DotEnv read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            return new DotEnv(Map.of(), List.of(".env is there and cannot be read as UTF-8 text: it is ignored"));
        }
    }

    private static DotEnv parse(List<String> lines) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 && lines.get(0).startsWith(BYTE_ORDER_MARK)
                    ? lines.get(0).substring(1)
                    : lines.get(i);
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                variables.put(matcher.group(1), matcher.group(2));
            } else if (!EMPTY_OR_COMMENT.matcher(line).matches()) {
                warnings.add(".env: line %d is not NAME=value and is ignored".formatted(i + 1));
            }
        }
        return new DotEnv(variables, warnings);
    }
}
