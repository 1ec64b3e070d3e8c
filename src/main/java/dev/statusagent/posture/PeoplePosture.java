package dev.statusagent.posture;

import static dev.statusagent.config.Setting.STATUS_PANEL_PASSWORD_HASH;
import static dev.statusagent.config.Setting.STATUS_SESSION_IDLE;
import static dev.statusagent.config.Setting.STATUS_SESSION_TTL;
import static dev.statusagent.posture.Protection.good;
import static dev.statusagent.posture.Protection.look;

import dev.statusagent.config.Setting;
import dev.statusagent.security.session.SessionConfig;
import java.time.Duration;
import java.util.List;

/** How people log in, and for how long. */
final class PeoplePosture {
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Configured configured;
    private final SessionConfig config;

    PeoplePosture(Configured configured, SessionConfig config) {
        this.configured = configured;
        this.config = config;
    }

    List<Protection> protections() {
        return List.of(
                passwords(),
                life("session-life", STATUS_SESSION_TTL, config.ttl(), A_DAY, "however much it is used"),
                life("session-idle-life", STATUS_SESSION_IDLE, config.idle(), HALF_AN_HOUR, "when it is not used"));
    }

    private Protection passwords() {
        if (configured.has(Setting.STATUS_PANEL_PASSWORD) || configured.has(Setting.STATUS_PANEL_VIEWER_PASSWORD)) {
            return look(
                    "password",
                    STATUS_PANEL_PASSWORD_HASH,
                    "A password itself is in the configuration; its hash would do.");
        }
        return configured.has(STATUS_PANEL_PASSWORD_HASH) || configured.has(Setting.STATUS_PANEL_VIEWER_PASSWORD_HASH)
                ? good("password", STATUS_PANEL_PASSWORD_HASH, "The configuration has the hash of the password only.")
                : good("password", STATUS_PANEL_PASSWORD_HASH, "No login is configured: nobody can log in.");
    }

    private static Protection life(String setting, Setting variable, Duration life, Duration usual, String when) {
        String reason = "A session ends after %d minutes %s".formatted(life.toMinutes(), when);
        return life.compareTo(usual) <= 0
                ? good(setting, variable, reason + ".")
                : look(setting, variable, reason + ", longer than the default.");
    }
}
