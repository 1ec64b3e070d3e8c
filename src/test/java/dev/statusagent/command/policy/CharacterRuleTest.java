package dev.statusagent.command.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CharacterRuleTest {
    @Test
    void refusesWhatTheLocaleCannotPassOn() {
        CharacterRule ascii = new CharacterRule(Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII));
        assertThatCode(() -> ascii.check("echo a")).doesNotThrowAnyException();
        assertThatThrownBy(() -> ascii.check("echo \u00e4")).isInstanceOf(StatusException.class);
    }

    @Test
    void refusesHalfACharacter() {
        CharacterRule unicode = new CharacterRule(Set.of(StandardCharsets.UTF_8));
        assertThatCode(() -> unicode.check("echo \ud83d\ude00")).doesNotThrowAnyException();
        assertThatThrownBy(() -> unicode.check("echo \ud83d")).isInstanceOf(StatusException.class);
    }
}
