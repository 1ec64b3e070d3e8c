package dev.statusagent.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Answers for those keys of Quarkus that depend on whether a setting of the agent is there, from whatever source it comes:
 * files that other settings point to are no sources yet while sources are made. An operator's own value of such a key counts.
 */
@Priority(Priorities.LIBRARY + 900)
final class DerivedSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final int APPLICATION_PROPERTIES = 250;
    private static final String JSON_LOG = "quarkus.log.console.json.enabled";
    private static final String REDIS = "quarkus.redis.active";
    private static final String PORT = "quarkus.http.ssl-port";
    private static final Map<String, String> TLS = Map.of(
            "quarkus.tls.status.protocols", "TLSv1.3,TLSv1.2",
            "quarkus.tls.status.reload-period", "15s",
            "quarkus.http.tls-configuration-name", "status",
            "quarkus.http.insecure-requests", "disabled");
    private static final Map<String, Setting> TLS_FROM_SETTINGS = Map.of(
            "quarkus.tls.status.key-store.pem.0.cert",
            Setting.STATUS_TLS_CERT,
            "quarkus.tls.status.key-store.pem.0.key",
            Setting.STATUS_TLS_KEY,
            PORT,
            Setting.STATUS_PANEL_PORT);

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue given = context.proceed(name);
        if (!isDerived(name) || (given != null && given.getConfigSourceOrdinal() > APPLICATION_PROPERTIES)) {
            return given;
        }
        String derived = derived(context, name);
        return derived == null
                ? given
                : ConfigValue.builder().withName(name).withValue(derived).build();
    }

    private static boolean isDerived(String name) {
        return name.equals(JSON_LOG)
                || name.equals(REDIS)
                || TLS.containsKey(name)
                || TLS_FROM_SETTINGS.containsKey(name);
    }

    private static String derived(ConfigSourceInterceptorContext context, String name) {
        if (name.equals(JSON_LOG)) {
            return String.valueOf("json".equals(value(context, Setting.STATUS_LOG_FORMAT)));
        }
        if (name.equals(REDIS)) {
            return String.valueOf("redis".equals(value(context, Setting.STATUS_STATE)));
        }
        if (!hasTls(context)) {
            return null;
        }
        Setting setting = TLS_FROM_SETTINGS.get(name);
        String value = setting == null ? TLS.get(name) : value(context, setting);
        return value == null ? "5000" : value;
    }

    private static boolean hasTls(ConfigSourceInterceptorContext context) {
        return value(context, Setting.STATUS_TLS_CERT) != null && value(context, Setting.STATUS_TLS_KEY) != null;
    }

    private static String value(ConfigSourceInterceptorContext context, Setting setting) {
        ConfigValue value = context.restart(setting.key());
        return value == null ? null : value.getValue();
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new HashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        names.add(JSON_LOG);
        names.add(REDIS);
        if (hasTls(context)) {
            names.addAll(TLS.keySet());
            names.addAll(TLS_FROM_SETTINGS.keySet());
        }
        return names.iterator();
    }
}
