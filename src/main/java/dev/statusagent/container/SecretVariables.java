package dev.statusagent.container;

import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells by their names which variables and labels hold secrets. */
public final class SecretVariables {
    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*(PASS(WORD|WD|PHRASE)?|[_.-]PWD|SECRET|TOKEN|CREDENTIALS?|"
                    + "(PRIVATE|API|ACCESS|SIGNING|ENCRYPTION|MASTER|AUTH|ACCOUNT|LICEN[SC]E)[_.-]?KEY|DSN)([_.-]?(\\d+|HASH))?)");
    private static final Pattern USER_IN_URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@\\s:]*:([^/@\\s]+)@");

    private SecretVariables() {}

    /** Whether what is called so is a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    /** The labels as they may be shown: of one with a secret's name the value is hidden whole. */
    public static Map<String, String> shown(Map<String, String> labels, Redaction redaction) {
        Map<String, String> shown = new TreeMap<>();
        labels.forEach((name, value) -> shown.put(name, isSecret(name) ? Redaction.MARK : redaction.apply(value)));
        return shown;
    }

    /**
     * The secrets among the variables: values of those with a secret's name, and passwords in URLs.
     *
     * @param variables {@code NAME=value} each
     */
    public static List<Secret> valuesOf(Collection<String> variables) {
        return variables.stream().flatMap(SecretVariables::values).toList();
    }

    private static Stream<Secret> values(String variable) {
        int equals = variable.indexOf('=');
        if (equals < 0) {
            return Stream.empty();
        }
        String value = variable.substring(equals + 1);
        if (isSecret(variable.substring(0, equals))) {
            return Stream.of(new Secret(value));
        }
        Matcher url = USER_IN_URL.matcher(value);
        return url.find() ? Stream.of(new Secret(url.group(1))) : Stream.empty();
    }
}
