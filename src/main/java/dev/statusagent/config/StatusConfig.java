package dev.statusagent.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/** Adds the agent's parts to every configuration built in this process; found by {@code ServiceLoader}. */
public final class StatusConfig implements SmallRyeConfigBuilderCustomizer {
    private static final int ABOVE_BUILT_IN = 200;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        configure(builder, Environment.ofProcess());
    }

    /** Replaces the framework's sources of environment variables and {@code .env}, where it would add them. */
    static void configure(SmallRyeConfigBuilder builder, Environment environment) {
        if (builder.isAddDefaultSources() || builder.isAddSystemSources()) {
            builder.setAddPropertiesSources(builder.isAddDefaultSources() || builder.isAddPropertiesSources())
                    .setAddDefaultSources(false)
                    .setAddSystemSources(false)
                    .withSources(
                            new SysPropConfigSource(),
                            EnvironmentSource.documented(environment),
                            EnvironmentSource.others(environment));
        }
        builder.withInterceptors(new VerbatimSettings(), new DerivedSettings(), new TracingSettings())
                .withConverter(Secret.class, ABOVE_BUILT_IN, value -> value.isEmpty() ? null : new Secret(value));
    }
}
