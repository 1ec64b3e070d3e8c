package dev.statusagent.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Lays the documented environment names onto the configuration tree, above MicroProfile's own environment source (ordinal
 * 300) and below system properties (400).
 */
final class EnvironmentSource implements ConfigSource {
    static final String NAME = "status environment";
    private final Map<String, String> properties = new HashMap<>();

    EnvironmentSource(Environment environment) {
        environment.values().forEach((setting, value) -> properties.put(setting.key(), value));
        String port = Setting.STATUS_PANEL_PORT.key();
        if (KubernetesServices.isPortVariable(environment.variables().get(Setting.STATUS_PANEL_PORT.name()))) {
            properties.putIfAbsent(port, "5000"); // hides the injected value from MicroProfile's own source
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return 310;
    }
}
