package dev.statusagent.command.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line at blanks the way a POSIX shell does, with its quotes and its backslash and nothing else: no character stands
 * for a variable, a file or another command.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html">POSIX.1-2024, 2.2 Quoting</a>
 */
public final class Words {
    private static final String SPECIAL_IN_DOUBLE_QUOTES = "$`\"\\";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private int next;
    /** Null between two words; empty after a pair of quotes with nothing in it, which is a word too. */
    private StringBuilder word;

    private Words(String line) {
        this.line = line;
    }

    /**
     * The words of the line.
     *
     * @throws dev.statusagent.problem.StatusException if a quote or a backslash is left open
     */
    public static List<String> of(String line) {
        return new Words(line).split();
    }

    private List<String> split() {
        while (next < line.length()) {
            char c = line.charAt(next++);
            switch (c) {
                case ' ' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> word().append(take("a backslash at the end quotes nothing"));
                default -> word().append(c);
            }
        }
        endWord();
        return words;
    }

    private void singleQuoted() {
        int end = line.indexOf('\'', next);
        if (end < 0) {
            throw Refusal.because("a single quote is not closed");
        }
        word().append(line, next, end);
        next = end + 1;
    }

    private void doubleQuoted() {
        String open = "a double quote is not closed";
        for (char c = take(open); c != '"'; c = take(open)) {
            if (c == '\\' && next < line.length() && SPECIAL_IN_DOUBLE_QUOTES.indexOf(line.charAt(next)) >= 0) {
                c = take(open);
            }
            word().append(c);
        }
        word();
    }

    private char take(String otherwise) {
        if (next == line.length()) {
            throw Refusal.because(otherwise);
        }
        return line.charAt(next++);
    }

    private StringBuilder word() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void endWord() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}
