package dev.statusagent.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a process as the agent would see it, from hand-made sources only. */
final class GivenConfig {
    private static final int PROPERTIES_FILE_ORDINAL = 260;
    private static final int SYSTEM_PROPERTIES_ORDINAL = 400;

    private final Map<String, String> variables = new HashMap<>();
    private DotEnv dotEnv = DotEnv.NONE;
    private final Map<String, String> systemProperties = new HashMap<>();
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

    GivenConfig withSystemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
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

    SmallRyeConfig config() {
        return builder(environment()).build();
    }

    /** The mapping that the agent would use. */
    <T> T mapping(Class<T> type) {
        return builder(environment()).withMapping(type).build().getConfigMapping(type);
    }

    StartupChecks check() {
        Environment environment = environment();
        return StartupChecks.run(environment, builder(environment).build());
    }

    /** The value that the agent would use; null if there is none. */
    String valueOf(Setting setting) {
        return config().getConfigValue(setting.key()).getValue();
    }

    private SmallRyeConfigBuilder builder(Environment environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(systemProperties, "system properties", SYSTEM_PROPERTIES_ORDINAL),
                        EnvironmentSource.documented(environment),
                        EnvironmentSource.others(environment));
        if (propertiesFile != null) {
            builder.withSources(source(propertiesFile));
        }
        StatusConfig.configure(builder, environment);
        return builder;
    }

    private static PropertiesConfigSource source(Path file) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), PROPERTIES_FILE_ORDINAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
