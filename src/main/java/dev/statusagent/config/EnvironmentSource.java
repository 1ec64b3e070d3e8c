package dev.statusagent.config;

import io.smallrye.config.EnvConfigSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment as a source of configuration: the documented names laid onto the configuration tree, other people's
 * variables ({@code QUARKUS_…}) under MicroProfile's rules. A {@code STATUS_} name counts as documented or not at all, so that
 * what a warning calls ignored is ignored. It is of the framework's own type, by which the build knows that nothing in it may
 * be written into the application.
 */
final class EnvironmentSource extends EnvConfigSource {
    private static final long serialVersionUID = 1L;

    EnvironmentSource(Environment environment) {
        super(properties(environment), ORDINAL);
    }

    private static Map<String, String> properties(Environment environment) {
        Map<String, String> properties = new HashMap<>(environment.variables());
        properties.keySet().removeIf(name -> name.startsWith("STATUS_"));
        environment.values().forEach((setting, value) -> properties.put(setting.key(), value));
        return properties;
    }
}
