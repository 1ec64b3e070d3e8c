package dev.statusagent.posture;

import dev.statusagent.config.Setting;

/**
 * A protective setting as it is.
 *
 * @param setting what it protects with, in a word
 * @param variable what changes it
 * @param reason one sentence
 */
public record Protection(String setting, Verdict verdict, Setting variable, String reason) {
    static Protection good(String setting, Setting variable, String reason) {
        return new Protection(setting, Verdict.GOOD, variable, reason);
    }

    static Protection look(String setting, Setting variable, String reason) {
        return new Protection(setting, Verdict.LOOK, variable, reason);
    }

    static Protection bad(String setting, Setting variable, String reason) {
        return new Protection(setting, Verdict.BAD, variable, reason);
    }
}
