package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogTextTest {
    static Stream<Arguments> writtenAndShown() {
        return Stream.of(
                arguments("plain", "plain"),
                arguments("a\ttab", "a\ttab"),
                arguments("ünïcödé \ud83d\udc69\u200d\ud83d\ude92", "ünïcödé \ud83d\udc69\u200d\ud83d\ude92"),
                arguments("\u001b[1;31mred\u001b[0m", "red"),
                arguments("\u001b[38:2::1:2:3mtrue\u001b[K", "true"),
                arguments("\u009b31mred", "red"),
                arguments("\u001b]0;title\u0007after", "after"),
                arguments("\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\", "link"),
                arguments("\u001bPq#0\u001b\\image", "image"),
                arguments("\u001bcreset", "reset"),
                arguments("\u001b(Bset", "set"),
                arguments("\u001b]0;never ended", "\u241b]0;never ended"),
                arguments("\u001b[31", "\u241b[31"),
                arguments("a\u0000b\rc\bd\u007f", "a\u2400b\u240dc\u2408d\u2421"),
                arguments("a\u0085b", "a\\u0085b"),
                arguments("\u202eturned\u202c", "\\u202eturned\\u202c"),
                arguments("a\u2028b\u2066c\u200fd\u061ce", "a\\u2028b\\u2066c\\u200fd\\u061ce"));
    }

    @ParameterizedTest
    @MethodSource("writtenAndShown")
    void isTextThatDoesNothing(String written, String shown) {
        assertThat(LogText.visible(written)).isEqualTo(shown);
    }

    @Test
    void takesNoLongerForTextThatIsMadeToTakeLong() {
        String text = "\u001b]\u001b[1\u001bP".repeat(10_000);
        assertThat(LogText.visible(text)).hasSize(text.length());
    }
}
