package dev.statusagent.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process's environment variables with those of {@code .env} below them, and the files that {@code NAME_FILE}
 * variables point to. Values are verbatim; an empty variable counts as not set. Immutable, read once.
 */
public final class Environment {
    private static final String FILE = "_FILE";

    private final Map<String, String> variables;
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings;

    /** Reads once, and only when asked for: a secret's file may be a pipe. */
    private static final class OfProcess {
        static final Environment INSTANCE = new Environment(System.getenv(), DotEnv.read(Path.of(".env")));
    }

    /**
     * @param variables the variables of the process
     * @param dotEnv the variables of {@code .env}, which any of the process's overrides
     */
    Environment(Map<String, String> variables, DotEnv dotEnv) {
        warnings = new ArrayList<>(dotEnv.warnings());
        Map<String, String> merged = new LinkedHashMap<>(dotEnv.variables());
        variables.forEach((name, value) -> {
            if (isInjectedPort(name, value)) {
                warnings.add(name + " was injected by Kubernetes for a Service and is ignored; "
                        + "set enableServiceLinks: false");
            } else if (!value.isEmpty()) {
                merged.put(name, value);
            }
        });
        merged.values().removeIf(String::isEmpty);
        this.variables = Map.copyOf(merged);
        for (Setting setting : Setting.values()) {
            value(setting).ifPresent(value -> values.put(setting, value));
        }
    }

    private static boolean isInjectedPort(String name, String value) {
        return name.equals(Setting.STATUS_PANEL_PORT.name()) && KubernetesServices.isPortVariable(value);
    }

    /** The environment of this process and {@code .env} in its working directory. */
    public static Environment ofProcess() {
        return OfProcess.INSTANCE;
    }

    /** All variables that are set, ours and others; without a port that Kubernetes injected. */
    Map<String, String> variables() {
        return variables;
    }

    Map<Setting, String> values() {
        return values;
    }

    /** What is wrong with the {@code NAME_FILE} variables, a line each; empty if nothing is. */
    List<String> errors() {
        return errors;
    }

    /** What was given and has no effect, a line each. */
    List<String> warnings() {
        return warnings;
    }

    private Optional<String> value(Setting setting) {
        String direct = variables.get(setting.name());
        String file = setting.isSecret() ? variables.get(setting.name() + FILE) : null;
        if (file == null || isSettingOfItsOwn(setting)) {
            return Optional.ofNullable(direct);
        }
        if (direct != null) {
            errors.add("%s and %s: both are set; accepted: one of them".formatted(setting, setting + FILE));
            return Optional.empty();
        }
        return read(setting, file);
    }

    /** {@code VAULT_TOKEN_FILE} is watched, not read once. */
    private static boolean isSettingOfItsOwn(Setting setting) {
        return setting == Setting.VAULT_TOKEN;
    }

    private Optional<String> read(Setting setting, String file) {
        try {
            return Optional.of(withoutLastLineEnd(SmallFile.read(Path.of(file))))
                    .filter(value -> !value.isEmpty());
        } catch (CharacterCodingException e) {
            errors.add("%s: %s is not UTF-8 text".formatted(setting + FILE, StartupChecks.shown(file)));
        } catch (IOException | InvalidPathException e) {
            errors.add("%s: %s cannot be read; accepted: a readable file of at most 64 KiB"
                    .formatted(setting + FILE, StartupChecks.shown(file)));
        }
        return Optional.empty();
    }

    static String withoutLastLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
