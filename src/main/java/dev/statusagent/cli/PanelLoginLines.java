package dev.statusagent.cli;

import dev.statusagent.config.Secret;
import dev.statusagent.config.Setting;
import dev.statusagent.security.session.PasswordHash;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the template that make a login. */
final class PanelLoginLines {
    static final String USER = "operator";

    /** 32 characters that are hard to mistake for each other. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP_CHARACTERS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PanelLoginLines() {}

    /** 125 random bits, in groups that are easy to copy. */
    static Secret randomPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_CHARACTERS; i++) {
            if (i > 0 && i % GROUP_CHARACTERS == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new Secret(password.toString());
    }

    /** The template with the login set: the user and the password's hash. */
    static String in(String template, Secret password) {
        String withUser = set(Setting.STATUS_PANEL_USERNAME, USER, template);
        return set(
                Setting.STATUS_PANEL_PASSWORD_HASH,
                PasswordHash.of(password).encoded().reveal(),
                withUser);
    }

    private static String set(Setting setting, String value, String template) {
        return Pattern.compile("(?m)^#" + setting + "=.*$")
                .matcher(template)
                .replaceFirst(Matcher.quoteReplacement(setting + "=" + value));
    }
}
