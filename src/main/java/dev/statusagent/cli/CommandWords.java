package dev.statusagent.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The name of a command from the words of the command line. */
final class CommandWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private CommandWords() {}

    /** One word is the whole name as it stands; of several, each is quoted so that the agent splits them as the shell did. */
    static String name(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
