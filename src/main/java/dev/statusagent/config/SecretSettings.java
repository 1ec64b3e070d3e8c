package dev.statusagent.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The values of all secret settings that are set, for those who must recognize them in what others say. */
@ApplicationScoped
public class SecretSettings {
    private final List<Secret> values;

    SecretSettings(Config config) {
        this.values = Setting.secrets().stream()
                .map(setting -> config.getOptionalValue(setting.key(), String.class))
                .flatMap(Optional::stream)
                .map(Secret::new)
                .toList();
    }

    public List<Secret> values() {
        return values;
    }
}
