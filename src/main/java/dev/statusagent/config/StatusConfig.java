package dev.statusagent.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Adds the agent's parts to every configuration built in this process; found by {@code ServiceLoader}. */
public final class StatusConfig implements SmallRyeConfigBuilderCustomizer {
    private static final int ABOVE_BUILT_IN = 200;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources(new EnvironmentSource(Environment.ofProcess()))
                .withSources(new DerivedSettings())
                .withInterceptors(new VerbatimSettings())
                .withConverter(Secret.class, ABOVE_BUILT_IN, value -> value.isEmpty() ? null : new Secret(value));
    }
}
