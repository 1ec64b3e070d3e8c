package dev.statusagent.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Switches OpenTelemetry on by {@code STATUS_TRACING}, and answers for Quarkus' keys of it by the variables that all users of
 * OpenTelemetry know. An operator's own value of such a key of Quarkus counts.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">OpenTelemetry: environment
 *     variables</a>
 */
@Priority(Priorities.LIBRARY + 900)
final class TracingSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final int APPLICATION_PROPERTIES = 250;
    private static final String PREFIX = "quarkus.otel.";
    private static final String DISABLED = PREFIX + "sdk.disabled";
    private static final String OTLP = "exporter.otlp.";
    private static final Map<String, List<String>> STANDARD = Map.ofEntries(
            same("service.name"),
            same("resource.attributes"),
            same("traces.sampler.arg"),
            same("bsp.schedule.delay"),
            same("bsp.export.timeout"),
            same("bsp.max.queue.size"),
            same("bsp.max.export.batch.size"),
            ofTraces("endpoint", "endpoint"),
            ofTraces("headers", "headers"),
            ofTraces("protocol", "protocol"),
            ofTraces("timeout", "timeout"),
            ofTraces("compression", "compression"),
            ofTraces("trust-cert.certs", "certificate"));

    private static Map.Entry<String, List<String>> same(String name) {
        return Map.entry(PREFIX + name, List.of("otel." + name));
    }

    /** The variable for traces goes before the one for all signals. */
    private static Map.Entry<String, List<String>> ofTraces(String name, String standard) {
        return Map.entry(
                PREFIX + OTLP + "traces." + name,
                List.of("otel." + OTLP + "traces." + standard, "otel." + OTLP + standard));
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue given = context.proceed(name);
        if (!name.startsWith(PREFIX) || (given != null && given.getConfigSourceOrdinal() > APPLICATION_PROPERTIES)) {
            return given;
        }
        String derived = name.equals(DISABLED) ? disabled(context) : standard(context, name);
        return derived == null
                ? given
                : ConfigValue.builder().withName(name).withValue(derived).build();
    }

    private static String disabled(ConfigSourceInterceptorContext context) {
        boolean wanted = "true".equals(value(context, Setting.STATUS_TRACING.key()));
        return String.valueOf(!wanted || "true".equals(value(context, "otel.sdk.disabled")));
    }

    /**
     * OpenTelemetry counts time in milliseconds, and Quarkus a bare number as seconds. The path that OpenTelemetry wants in an
     * endpoint for traces is one that Quarkus adds.
     */
    private static String standard(ConfigSourceInterceptorContext context, String name) {
        String value = STANDARD.getOrDefault(name, List.of()).stream()
                .map(standard -> value(context, standard))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (value == null) {
            return null;
        }
        boolean isTime = name.endsWith(".timeout") || name.endsWith(".delay");
        return isTime && value.matches("\\d+") ? value + "ms" : value.replaceFirst("/v1/traces/?$", "");
    }

    private static String value(ConfigSourceInterceptorContext context, String key) {
        ConfigValue value = context.restart(key);
        return value == null ? null : value.getValue();
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new HashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        names.add(DISABLED);
        STANDARD.keySet().stream()
                .filter(name -> standard(context, name) != null)
                .forEach(names::add);
        return names.iterator();
    }
}
