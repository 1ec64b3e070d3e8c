package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.SettingExamples.Examples;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {
    @TempDir
    private static Path directory;

    private static Map<Setting, Examples> examples;

    @BeforeAll
    static void makeExamples() {
        examples = SettingExamples.in(directory);
    }

    static Stream<Arguments> rightValues() {
        return values(Examples::right);
    }

    static Stream<Arguments> wrongValues() {
        return values(Examples::wrong);
    }

    private static Stream<Arguments> values(Function<Examples, Iterable<String>> which) {
        return examples.entrySet().stream().flatMap(entry -> {
            Stream.Builder<Arguments> arguments = Stream.builder();
            which.apply(entry.getValue()).forEach(value -> arguments.add(Arguments.of(entry.getKey(), value)));
            return arguments.build();
        });
    }

    @Test
    void everySettingHasExamples() {
        assertThat(examples).containsOnlyKeys(Setting.values());
        assertThat(examples).allSatisfy((setting, values) -> {
            assertThat(values.right()).isNotEmpty();
            assertThat(values.wrong()).hasSizeGreaterThanOrEqualTo(SettingExamples.WRONG_VALUES);
        });
    }

    @ParameterizedTest
    @MethodSource("rightValues")
    void acceptsARightValue(Setting setting, String value) {
        assertThat(GivenConfig.of(setting, value).check().errors()).noneMatch(line -> isAbout(setting, line));
        assertThat(GivenConfig.of(setting, value).valueOf(setting)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void refusesAWrongValueInALineOfItsOwn(Setting setting, String value) {
        assertThat(GivenConfig.of(setting, value).check().errors())
                .as("%s=%s", setting, value)
                .filteredOn(line -> isAbout(setting, line))
                .singleElement()
                .asString()
                .endsWith("accepted: " + setting.accepts())
                .doesNotContainPattern("[\\p{Cntrl}]")
                .contains(setting.isSecret() ? "***" : "\"");
    }

    private static boolean isAbout(Setting setting, String line) {
        return line.startsWith(setting + ": ");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void refusesAnEmptyValueThatIsNoVariable(Setting setting) {
        assertThat(GivenConfig.empty()
                        .withSystemProperty(setting.key(), "")
                        .check()
                        .errors())
                .filteredOn(line -> isAbout(setting, line))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void takesAnEmptyVariableAsNotSet(Setting setting) {
        GivenConfig given = GivenConfig.of(setting, "");
        assertThat(given.check().errors()).isEmpty();
        assertThat(given.valueOf(setting)).isNull();
    }

    @Test
    void keysAreDistinctAndUnderStatus() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::key))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("status(\\.[a-z0-9-]+)+"));
    }
}
