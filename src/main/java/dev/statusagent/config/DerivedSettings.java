package dev.statusagent.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Sets those keys of Quarkus that depend on whether a setting of the agent is there, from whatever source it comes. */
final class DerivedSettings implements ConfigSourceFactory {
    private static final int ABOVE_APPLICATION_PROPERTIES = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        derived.put(
                "quarkus.log.console.json.enabled",
                String.valueOf("json".equals(value(context, Setting.STATUS_LOG_FORMAT))));
        String certificate = value(context, Setting.STATUS_TLS_CERT);
        String key = value(context, Setting.STATUS_TLS_KEY);
        if (certificate != null && key != null) {
            derived.put("quarkus.tls.status.key-store.pem.0.cert", certificate);
            derived.put("quarkus.tls.status.key-store.pem.0.key", key);
            derived.put("quarkus.tls.status.protocols", "TLSv1.3,TLSv1.2");
            derived.put("quarkus.tls.status.reload-period", "15s");
            derived.put("quarkus.http.tls-configuration-name", "status");
            derived.put("quarkus.http.ssl-port", "${status.panel.port:5000}");
            derived.put("quarkus.http.insecure-requests", "disabled");
        }
        return List.of(new PropertiesConfigSource(derived, "status derived", ABOVE_APPLICATION_PROPERTIES));
    }

    private static String value(ConfigSourceContext context, Setting setting) {
        ConfigValue value = context.getValue(setting.key());
        return value == null ? null : value.getValue();
    }
}
