package dev.statusagent.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Judges the whole configuration before anything starts, so that every wrong value is told at once, a line each: the
 * variable's name, its value (never a secret's) and what is accepted.
 *
 * @param errors what refuses the start; empty if nothing does
 * @param warnings what the operator should know
 */
public record StartupChecks(List<String> errors, List<String> warnings) {
    private static final int SHOWN_CHARACTERS = 80;
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** Checks the configuration of this process: all sources that the running agent will see. */
    public static StartupChecks run(SmallRyeConfig config) {
        return run(Environment.ofProcess(), config);
    }

    static StartupChecks run(Environment environment, SmallRyeConfig config) {
        List<String> errors = new ArrayList<>(environment.errors());
        List<String> warnings = new ArrayList<>(environment.warnings());
        Map<Setting, String> values = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            Optional.ofNullable(config.getConfigValue(setting.key()).getValue())
                    .ifPresent(value -> values.put(setting, value));
        }
        values.forEach((setting, value) -> {
            if (!setting.accepts(value)) {
                errors.add("%s: %s is not accepted; accepted: %s"
                        .formatted(setting, setting.isSecret() ? "***" : shown(value), setting.accepts()));
            }
        });
        errors.addAll(Contradictions.in(values));
        unknownKeys(config, errors);
        unknownVariables(environment, warnings);
        warnings.addAll(Advice.on(values));
        return new StartupChecks(List.copyOf(errors), List.copyOf(warnings));
    }

    /** A value fit for a message: quoted, on one line, bounded, and without the user part of a URL. */
    static String shown(String value) {
        String oneLine = UNSHOWABLE.matcher(value).replaceAll("?").replaceAll("//.*@", "//***@");
        return '"'
                + (oneLine.length() > SHOWN_CHARACTERS ? oneLine.substring(0, SHOWN_CHARACTERS) + "…" : oneLine)
                + '"';
    }

    /** A mistyped key in a file or a system property is an error; environment variables only earn a warning. */
    private static void unknownKeys(SmallRyeConfig config, List<String> errors) {
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource) {
                continue;
            }
            source.getPropertyNames().stream()
                    .filter(name ->
                            name.startsWith("status.") && Setting.byKey(name).isEmpty())
                    .sorted()
                    .forEach(name -> errors.add(name + ": unknown key in " + source.getName()
                            + "; accepted: the keys of the documented variables"));
        }
    }

    private static void unknownVariables(Environment environment, List<String> warnings) {
        environment.variables().forEach((name, value) -> {
            if (name.startsWith("STATUS_") && !isKnown(name) && !KubernetesServices.injects(name, value)) {
                warnings.add(name + " is not a variable of Status and is ignored");
            }
        });
    }

    private static boolean isKnown(String name) {
        for (Setting setting : Setting.values()) {
            if (name.equals(setting.name()) || (setting.isSecret() && name.equals(setting.name() + "_FILE"))) {
                return true;
            }
        }
        return false;
    }
}
