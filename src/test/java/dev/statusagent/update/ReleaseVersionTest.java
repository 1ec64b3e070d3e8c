package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {
    /** The order that item 11 of Semantic Versioning gives, and more of it. */
    private static final List<String> IN_ORDER = List.of(
            "0.9.9",
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.0.10",
            "1.2.0",
            "1.10.0",
            "2.0.0-rc.1",
            "2.0.0",
            "10.0.0");

    @Test
    void comparesAsSemanticVersioningDoes() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                assertThat(version(IN_ORDER.get(i)).isNewerThan(version(IN_ORDER.get(j))))
                        .as("%s after %s", IN_ORDER.get(i), IN_ORDER.get(j))
                        .isEqualTo(i > j);
            }
        }
    }

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.0",
                "1.0.0.0",
                "v1.0.0",
                "1.0.0+build",
                "01.0.0",
                "1.0.0-",
                "1.0.0-01",
                "1.0.0-a..b",
                "1.0.0 ",
                " 1.0.0",
                "1.0.0\n",
                "../1.0.0",
                "1.0.0/..",
                "1.0.0-../x",
                "1.0.0-%2e",
                "1.0.0\u0000",
                "1.0.٣",
                "9999999999.0.0",
                "1.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatIsNoVersion(String text) {
        assertThat(ReleaseVersion.parse(text)).isEmpty();
    }
}
