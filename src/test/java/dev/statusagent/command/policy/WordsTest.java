package dev.statusagent.command.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.StatusException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                line(""),
                line("   "),
                line("a", "a"),
                line("  a  b ", "a", "b"),
                line("a\\ b c", "a b", "c"),
                line("'a b' c", "a b", "c"),
                line("\"a b\" c", "a b", "c"),
                line("a'b c'\"d e\"f", "ab cd ef"),
                line("''", ""),
                line("\"\"", ""),
                line("a '' b", "a", "", "b"),
                line("a''b", "ab"),
                line("'a\\b'", "a\\b"),
                line("'a\\'b", "a\\b"),
                line("'\"'", "\""),
                line("\"'\"", "'"),
                line("\\'", "'"),
                line("\\\"", "\""),
                line("\\\\", "\\"),
                line("\\a", "a"),
                line("\\ ", " "),
                line("\"\\\"\"", "\""),
                line("\"\\\\\"", "\\"),
                line("\"\\a\"", "\\a"),
                line("\"\\'\"", "\\'"),
                line("\"\\ \"", "\\ "),
                line("\"a\\\\\"b", "a\\b"),
                line("#a b", "#a", "b"),
                line("* ? [a] {a,b} !", "*", "?", "[a]", "{a,b}", "!"),
                line("a=b", "a=b"),
                line("-\u00e4 \ud83d\ude00", "-\u00e4", "\ud83d\ude00"));
    }

    private static Arguments line(String line, String... words) {
        return Arguments.of(line, List.of(words));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void splitsAsAShellDoes(String line, List<String> words) {
        assertThat(Words.of(line)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "\\", "a 'b", "a \"b", "a\\", "\"\\\"", "\"\\", "'\\''", "'a'b'", "\"a\"b\""})
    void refusesWhatIsLeftOpen(String line) {
        assertThatThrownBy(() -> Words.of(line)).isInstanceOf(StatusException.class);
    }

    @Test
    void givesBackAnyWordsThatAreQuoted() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        for (int round = 0; round < 2000; round++) {
            List<String> words = Stream.generate(() -> word(random))
                    .limit(random.nextInt(1, 5))
                    .toList();
            assertThat(Words.of(words.stream().map(w -> singleQuoted(w)).collect(Collectors.joining(" "))))
                    .isEqualTo(words);
            assertThat(Words.of(words.stream().map(w -> escaped(w)).collect(Collectors.joining("  "))))
                    .isEqualTo(words);
            assertThat(Words.of(words.stream().map(w -> doubleQuoted(w)).collect(Collectors.joining(" "))))
                    .isEqualTo(words);
        }
    }

    private static String word(RandomGenerator random) {
        String letters = "ab '\"\\=/-";
        return Stream.generate(() -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .limit(random.nextInt(1, 8))
                .collect(Collectors.joining());
    }

    private static String singleQuoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String doubleQuoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String word) {
        return word.replaceAll("(.)", "\\\\$1");
    }
}
