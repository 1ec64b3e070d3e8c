package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeptTextTest {
    private static final int MAX = 64 * 1024;

    @Test
    void keepsWhatFits() {
        assertThat(KeptText.of(null)).isEqualTo(new KeptText("", false));
        String fits = "x".repeat(MAX);
        assertThat(KeptText.of(fits)).isEqualTo(new KeptText(fits, false));
    }

    @Test
    void cutsByBytesAndBetweenCharacters() {
        assertThat(KeptText.of("x".repeat(MAX + 1))).isEqualTo(new KeptText("x".repeat(MAX), true));
        for (String wide : new String[] {"ä", "€", "\uD83D\uDE00"}) {
            KeptText kept = KeptText.of("x" + wide.repeat(MAX));
            assertThat(kept.isCut()).isTrue();
            assertThat(kept.text().getBytes(StandardCharsets.UTF_8).length).isBetween(MAX - 3, MAX);
            assertThat(kept.text()).endsWith(wide);
        }
    }
}
