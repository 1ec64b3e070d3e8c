package dev.statusagent.command.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program is given, read as {@code getopt_long} reads it, but for abbreviations, which are refused, and {@code --}.
 *
 * @param options each with its value, which is empty for a flag
 */
record Arguments(List<Map.Entry<Option, String>> options, List<String> operands) {
    /** Reads the words after the program's name; refuses options that the list does not have. */
    static Arguments read(List<String> words, List<Option> allowed) {
        return new Reader(words, allowed).read();
    }

    List<String> values(Option option) {
        return options.stream()
                .filter(given -> given.getKey().equals(option))
                .map(Map.Entry::getValue)
                .toList();
    }

    boolean has(Option option) {
        return !values(option).isEmpty();
    }

    /** The value of an option that may be given once. */
    Optional<String> onlyValue(Option option) {
        List<String> values = values(option);
        if (values.size() > 1) {
            throw Refusal.because("the option " + option.spellings().get(0) + " may be given once");
        }
        return values.stream().findFirst();
    }

    private static final class Reader {
        private final List<String> words;
        private final List<Option> allowed;
        private final List<Map.Entry<Option, String>> options = new ArrayList<>();
        private final List<String> operands = new ArrayList<>();
        private int next;

        Reader(List<String> words, List<Option> allowed) {
            this.words = words;
            this.allowed = allowed;
        }

        Arguments read() {
            while (next < words.size()) {
                String word = words.get(next++);
                if (word.startsWith("--")) {
                    readLong(word);
                } else if (word.startsWith("-") && word.length() > 1) {
                    readCluster(word);
                } else {
                    operands.add(word);
                }
            }
            return new Arguments(options, operands);
        }

        private void readLong(String word) {
            int equals = word.indexOf('=');
            String spelling = equals < 0 ? word : word.substring(0, equals);
            Option option = find(spelling);
            if (option.isFlag() && equals >= 0) {
                throw Refusal.because("the option " + Refusal.shown(spelling) + " takes no value");
            }
            if (option.isFlag() || (equals < 0 && option.valueMayLack())) {
                give(option, "");
            } else {
                giveValue(spelling, option, equals < 0 ? nextWord(spelling) : word.substring(equals + 1));
            }
        }

        private void readCluster(String word) {
            for (int letter = 1; letter < word.length(); letter++) {
                String spelling = "-" + word.charAt(letter);
                Option option = find(spelling);
                if (!option.isFlag()) {
                    String glued = word.substring(letter + 1);
                    giveValue(spelling, option, glued.isEmpty() ? nextWord(spelling) : glued);
                    return;
                }
                give(option, "");
            }
        }

        private Option find(String spelling) {
            return allowed.stream()
                    .filter(option -> option.is(spelling))
                    .findFirst()
                    .orElseThrow(() -> Refusal.because(
                            "the option " + Refusal.shown(spelling) + " is not allowed for this program"));
        }

        private String nextWord(String spelling) {
            if (next == words.size()
                    || (words.get(next).length() > 1 && words.get(next).startsWith("-"))) {
                throw Refusal.because("the option " + Refusal.shown(spelling) + " needs a value");
            }
            return words.get(next++);
        }

        private void giveValue(String spelling, Option option, String value) {
            if (!option.accepted().matcher(value).matches()) {
                throw Refusal.because("the value of the option " + Refusal.shown(spelling) + " is not allowed");
            }
            give(option, value);
        }

        private void give(Option option, String value) {
            options.add(Map.entry(option, value));
        }
    }
}
