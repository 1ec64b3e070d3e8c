package dev.statusagent.posture;

import dev.statusagent.config.Addresses;
import dev.statusagent.config.Setting;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is configured, by the variables' names. Of secrets it is only asked whether they are set.
 *
 * @param values gives the value of a key of the configuration
 */
record Configured(Function<String, Optional<String>> values) {
    boolean has(Setting setting) {
        return values.apply(setting.key()).isPresent();
    }

    String value(Setting setting, String byDefault) {
        return values.apply(setting.key()).orElse(byDefault);
    }

    boolean is(Setting setting, String value) {
        return value(setting, "").equals(value);
    }

    List<String> list(Setting setting) {
        return values.apply(setting.key()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
    }

    /** Whether what is sent to the URL could be read on the way. */
    boolean isInClear(Setting setting, String scheme) {
        return values.apply(setting.key())
                .map(URI::create)
                .filter(uri -> scheme.equalsIgnoreCase(uri.getScheme()) && !Addresses.isLoopback(uri.getHost()))
                .isPresent();
    }

    boolean listensOnLoopback() {
        return Addresses.isLoopback(value(Setting.STATUS_PANEL_BIND, "127.0.0.1"));
    }
}
