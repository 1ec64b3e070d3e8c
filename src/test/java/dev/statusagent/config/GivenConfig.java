package dev.statusagent.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a process as the agent would see it, from a hand-made environment. */
final class GivenConfig {
    private static final int PROPERTIES_FILE_ORDINAL = 260;

    private final Map<String, String> variables = new HashMap<>();
    private DotEnv dotEnv = DotEnv.NONE;
    private Path propertiesFile;

    static GivenConfig empty() {
        return new GivenConfig();
    }

    static GivenConfig of(String variable, String value) {
        return empty().with(variable, value);
    }

    static GivenConfig of(Setting setting, String value) {
        return of(setting.name(), value);
    }

    GivenConfig with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    GivenConfig with(Setting setting, String value) {
        return with(setting.name(), value);
    }

    GivenConfig withDotEnv(Path file) {
        dotEnv = DotEnv.read(file);
        return this;
    }

    GivenConfig withPropertiesFile(Path file) {
        propertiesFile = file;
        return this;
    }

    Environment environment() {
        return new Environment(variables, dotEnv);
    }

    /** Also sees the system properties of this JVM. */
    SmallRyeConfig config() {
        return config(environment());
    }

    StartupChecks check() {
        Environment environment = environment();
        return StartupChecks.run(environment, config(environment));
    }

    /** The value that the agent would use; null if there is none. */
    String valueOf(Setting setting) {
        return config().getConfigValue(setting.key()).getValue();
    }

    private SmallRyeConfig config(Environment environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addSystemSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters();
        if (propertiesFile != null) {
            builder.withSources(source(propertiesFile));
        }
        StatusConfig.configure(builder, environment);
        return builder.build();
    }

    private static PropertiesConfigSource source(Path file) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), PROPERTIES_FILE_ORDINAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
