package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static Form form(String text) {
        return Form.parse(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a=b,b",
        "x=1&a=b&y,b",
        "a=b&a=c,b",
        "%61=%62,b",
        "a=b+c%2Bd,b c+d",
        "a=b=c,b=c",
        "a=b#c;d?e,b#c;d?e",
        "a=v%C3%ADctor,víctor",
        "a=víctor,víctor",
        "a=%ff,\uFFFD"
    })
    void hasTheFirstFieldOfAName(String text, String value) {
        assertThat(form(text).field("a")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a=", "A=b", "&", "=a", "aa=b"})
    void hasNoOther(String text) {
        assertThat(form(text).field("a")).isEmpty();
    }

    @Test
    void readsTheCharacterSetThatItIsIn() {
        assertThat(Form.parse("a=%ED", StandardCharsets.ISO_8859_1).field("a")).contains("í");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "a=%", "a=%4", "a=%+1", "a=%-1", "b&a=1&c=%u0061", "a=%4%31"})
    void isWellEncoded(String text) {
        assertThat(refusal(text)).isEqualTo(ProblemType.BAD_REQUEST);
    }

    @Test
    void hasItsLimits() {
        assertThat(form("a=" + "x".repeat(16_384)).field("a")).isPresent();
        assertThat(refusal("a=" + "x".repeat(16_385))).isEqualTo(ProblemType.BODY_TOO_LARGE);
        assertThat(refusal("x".repeat(16_385))).isEqualTo(ProblemType.BODY_TOO_LARGE);
        assertThat(form("x&".repeat(999) + "a=b").field("a")).contains("b");
        assertThat(refusal("x&".repeat(1000) + "a=b")).isEqualTo(ProblemType.BODY_TOO_LARGE);
    }

    private static ProblemType refusal(String text) {
        return catchThrowableOfType(StatusException.class, () -> form(text)).type();
    }
}
