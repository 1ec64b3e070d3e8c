package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/configuration.md} says what {@link Setting} and the mappings say. */
class ConfigurationDocTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z0-9_]+)` \\| (.*?) \\| (.*?) \\| (.*) \\| `(.*?)` \\|");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\b(?:STATUS|AGENT|VAULT|DEPLOYMENT|SIGNATURE|REPLAY|RATE|DOCKER|REDIS|COMMAND|METRICS|ALERT|DASHBOARD|UPDATE)"
                    + "_[A-Z0-9_]+\\b");
    private static final String TEXT = read();
    private static final Map<Setting, Row> ROWS = new EnumMap<>(Setting.class);

    private record Row(String byDefault, String accepted, String meaning, String key) {}

    static {
        Matcher row = ROW.matcher(TEXT);
        while (row.find()) {
            Setting setting = Setting.valueOf(row.group(1));
            Row read = new Row(row.group(2), row.group(3), row.group(4), row.group(5));
            assertThat(ROWS.put(setting, read)).as("first row of %s", setting).isNull();
        }
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/configuration.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasARowThatAgreesWithIt(Setting setting) {
        Row row = ROWS.get(setting);
        assertThat(row).isNotNull();
        assertThat(row.key()).isEqualTo(setting.key());
        assertThat(row.accepted()).isEqualTo(setting.accepts());
        assertThat(row.meaning().startsWith("Secret. ")).as("marked as secret").isEqualTo(setting.isSecret());
    }

    @Test
    void everyRowIsOneOfASetting() {
        assertThat(TEXT.lines().filter(line -> line.startsWith("| `") && line.contains("| `status.")))
                .hasSameSizeAs(Setting.values());
    }

    @Test
    void namesNoVariableThatThereIsNot() {
        Set<String> known = new HashSet<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.name());
            if (setting.isSecret()) {
                known.add(setting.name() + "_FILE");
            }
        }
        assertThat(VARIABLE.matcher(TEXT).results().map(match -> match.group()))
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @Test
    void givesTheDefaultsOfTheMappings() {
        Map<Setting, String> inCode = new HashMap<>();
        for (JavaClass type : new ClassFileImporter().importPackages("dev.statusagent")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                inCode.putAll(defaults(type.reflect()));
            }
        }
        assertThat(inCode).hasSizeGreaterThanOrEqualTo(12);
        inCode.forEach((setting, value) -> assertThat(ROWS.get(setting).byDefault())
                .as("default of %s", setting)
                .isEqualTo("`" + value + "`"));
    }

    private static Map<Setting, String> defaults(Class<?> mapping) {
        Map<Setting, String> defaults = new HashMap<>();
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        for (Method method : mapping.getMethods()) {
            WithDefault byDefault = method.getAnnotation(WithDefault.class);
            if (byDefault != null) {
                WithName name = method.getAnnotation(WithName.class);
                String key = prefix + "." + (name == null ? StringUtil.skewer(method.getName()) : name.value());
                defaults.put(Setting.byKey(key).orElseThrow(() -> new AssertionError(key)), byDefault.value());
            }
        }
        return defaults;
    }

    /** What the page shows as the output of a refused start is what the checks say. */
    @Test
    void theExampleOfARefusedStartIsReal() {
        List<String> errors = GivenConfig.of(Setting.AGENT_TOKEN, "short")
                .with(Setting.STATUS_TOKEN_REFRESH_INTERVAL, "10min")
                .with(Setting.STATUS_PANEL_PORT, "99999")
                .with(Setting.VAULT_ADDRESS, "http://vault.internal:8200")
                .with(Setting.VAULT_TOKEN_FILE, "/run/secrets/vault-token")
                .with(Setting.STATUS_SIGNATURES, "bearer")
                .with(Setting.STATUS_PANEL_BIND, "0.0.0.0")
                .check()
                .errors();
        assertThat(TEXT).contains("$ status serve\n" + String.join("\n", errors) + "\n$ echo $?\n2\n");
    }

    @Test
    void everyLinkOfThePageLeadsToAHeading() {
        Collection<String> headings = TEXT.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
        Stream<String> links =
                Pattern.compile("\\]\\(#([^)]+)\\)").matcher(TEXT).results().map(match -> match.group(1));
        assertThat(links).isNotEmpty().allMatch(headings::contains);
    }
}
