package dev.statusagent.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;

/**
 * Takes every value under {@code status.} as it is written: a secret with <code>${</code>, <code>$$</code> or a backslash in it
 * is not an expression. Runs outside SmallRye's expression interceptor (LIBRARY + 300), whatever source the value comes from.
 */
@Priority(Priorities.LIBRARY + 900)
final class VerbatimSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return name.startsWith("status.")
                ? Expressions.withoutExpansion(() -> context.proceed(name))
                : context.proceed(name);
    }
}
