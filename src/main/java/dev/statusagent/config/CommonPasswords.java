package dev.statusagent.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The most common passwords (OWASP ASVS 5.0, 6.2.4), from a list that ships with the agent. */
final class CommonPasswords {
    private CommonPasswords() {}

    /** Whether the password, in any letter case, is on the list. Reads the list each time: it is asked once per start. */
    static boolean contains(String password) {
        String wanted = password.toLowerCase(Locale.ROOT);
        try (InputStream list = CommonPasswords.class.getResourceAsStream("common-passwords.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines().anyMatch(wanted::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
