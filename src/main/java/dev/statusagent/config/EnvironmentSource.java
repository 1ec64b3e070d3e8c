package dev.statusagent.config;

import io.smallrye.config.EnvConfigSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment as two sources of configuration. A {@code STATUS_} name counts as documented or not at all, so that what a
 * warning calls ignored is ignored. They are of the framework's own type, by which the build knows that nothing in them may
 * be written into the application.
 */
final class EnvironmentSource extends EnvConfigSource {
    private static final long serialVersionUID = 1L;

    /** Above the files that {@code QUARKUS_CONFIG_LOCATIONS} names, which rank as that variable does. */
    private static final int DOCUMENTED = ORDINAL + 10;

    private EnvironmentSource(Map<String, String> properties, int ordinal) {
        super(properties, ordinal);
    }

    /** The documented names, laid onto the configuration tree. */
    static EnvironmentSource documented(Environment environment) {
        Map<String, String> properties = new HashMap<>();
        environment.values().forEach((setting, value) -> properties.put(setting.key(), value));
        return new EnvironmentSource(properties, DOCUMENTED);
    }

    /** Other people's variables, such as {@code QUARKUS_…}, under MicroProfile's rules. */
    static EnvironmentSource others(Environment environment) {
        Map<String, String> properties = new HashMap<>(environment.variables());
        properties.keySet().removeIf(name -> name.startsWith("STATUS_"));
        return new EnvironmentSource(properties, ORDINAL);
    }
}
