package dev.statusagent.config;

import static dev.statusagent.config.Setting.AGENT_ID;
import static dev.statusagent.config.Setting.DASHBOARD_CLIENT_CERT;
import static dev.statusagent.config.Setting.DASHBOARD_CLIENT_KEY;
import static dev.statusagent.config.Setting.DASHBOARD_URL;
import static dev.statusagent.config.Setting.REDIS_URL;
import static dev.statusagent.config.Setting.REPLAY_TTL_SECS;
import static dev.statusagent.config.Setting.SIGNATURE_MAX_SKEW_SECS;
import static dev.statusagent.config.Setting.STATUS_ALERT_CPU_PCT;
import static dev.statusagent.config.Setting.STATUS_ALERT_DISK_PCT;
import static dev.statusagent.config.Setting.STATUS_ALERT_HYSTERESIS_PCT;
import static dev.statusagent.config.Setting.STATUS_ALERT_MEMORY_PCT;
import static dev.statusagent.config.Setting.STATUS_PANEL_BIND;
import static dev.statusagent.config.Setting.STATUS_PANEL_USERNAME;
import static dev.statusagent.config.Setting.STATUS_PANEL_VIEWER_USERNAME;
import static dev.statusagent.config.Setting.STATUS_SIGNATURES;
import static dev.statusagent.config.Setting.STATUS_STATE;
import static dev.statusagent.config.Setting.STATUS_TLS_CERT;
import static dev.statusagent.config.Setting.STATUS_TLS_KEY;
import static dev.statusagent.config.Setting.STATUS_TOKEN_MAX_AGE;
import static dev.statusagent.config.Setting.STATUS_TOKEN_REFRESH_INTERVAL;
import static dev.statusagent.config.Setting.UPDATE_BINARY_URL;
import static dev.statusagent.config.Setting.UPDATE_PUBLIC_KEY;
import static dev.statusagent.config.Setting.VAULT_ADDRESS;
import static dev.statusagent.config.Setting.VAULT_ALLOW_HTTP;
import static dev.statusagent.config.Setting.VAULT_AUTH;
import static dev.statusagent.config.Setting.VAULT_CLIENT_CERT;
import static dev.statusagent.config.Setting.VAULT_CLIENT_KEY;
import static dev.statusagent.config.Setting.VAULT_ROLE;
import static dev.statusagent.config.Setting.VAULT_ROLE_ID;
import static dev.statusagent.config.Setting.VAULT_SECRET_ID;
import static dev.statusagent.config.Setting.VAULT_TOKEN;
import static dev.statusagent.config.Setting.VAULT_TOKEN_FILE;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that are fine alone and not together. Each message names every variable that takes part. */
final class Contradictions {
    private final Map<Setting, String> values;
    private final List<String> found = new ArrayList<>();

    private Contradictions(Map<Setting, String> values) {
        this.values = values;
    }

    /** A line for each contradiction among the values; a value that is wrong by itself takes part in none. */
    static List<String> in(Map<Setting, String> values) {
        Contradictions contradictions = new Contradictions(values);
        contradictions.token();
        contradictions.vault();
        contradictions.pair(STATUS_TLS_CERT, STATUS_TLS_KEY);
        contradictions.pair(VAULT_CLIENT_CERT, VAULT_CLIENT_KEY);
        contradictions.pair(DASHBOARD_CLIENT_CERT, DASHBOARD_CLIENT_KEY);
        contradictions.dashboard();
        contradictions.signatures();
        contradictions.panel("STATUS_PANEL");
        contradictions.panel("STATUS_PANEL_VIEWER");
        contradictions.users();
        contradictions.state();
        contradictions.alerts();
        if (contradictions.set(UPDATE_PUBLIC_KEY) && contradictions.set(UPDATE_BINARY_URL)) {
            contradictions.found.add(
                    "UPDATE_PUBLIC_KEY and UPDATE_BINARY_URL: a bare binary has no manifest to verify; "
                            + "accepted: one of them");
        }
        return contradictions.found;
    }

    private void token() {
        Duration interval = duration(STATUS_TOKEN_REFRESH_INTERVAL, "60s");
        Duration maxAge = duration(STATUS_TOKEN_MAX_AGE, "600s");
        if (maxAge.compareTo(interval) <= 0) {
            found.add(
                    "STATUS_TOKEN_MAX_AGE and STATUS_TOKEN_REFRESH_INTERVAL: the age (%s) must be above the interval (%s)"
                            .formatted(maxAge, interval));
        }
        if (values.containsKey(VAULT_TOKEN) && values.containsKey(VAULT_TOKEN_FILE)) {
            found.add("VAULT_TOKEN and VAULT_TOKEN_FILE: both are set; accepted: one of them");
        }
    }

    private void vault() {
        if (!set(VAULT_ADDRESS)) {
            return;
        }
        URI address = URI.create(values.get(VAULT_ADDRESS));
        if (!Accepted.isHttpsOrLoopback(address) && !"true".equals(values.get(VAULT_ALLOW_HTTP))) {
            found.add("VAULT_ADDRESS: plain http:// to a host that is not loopback; "
                    + "accepted: https://, or VAULT_ALLOW_HTTP=true");
        }
        switch (values.getOrDefault(VAULT_AUTH, "token")) {
            case "approle" -> {
                needs("VAULT_AUTH=approle", VAULT_ROLE_ID);
                needs("VAULT_AUTH=approle", VAULT_SECRET_ID);
            }
            case "kubernetes" -> needs("VAULT_AUTH=kubernetes", VAULT_ROLE);
            case "token" -> {
                if (!values.containsKey(VAULT_TOKEN) && !values.containsKey(VAULT_TOKEN_FILE)) {
                    found.add("VAULT_TOKEN: VAULT_ADDRESS with VAULT_AUTH=token needs VAULT_TOKEN or VAULT_TOKEN_FILE");
                }
            }
            default -> {} // told as a wrong value
        }
    }

    private void needs(String reason, Setting setting) {
        if (!values.containsKey(setting)) {
            found.add("%s: %s needs it".formatted(setting, reason));
        }
    }

    private void pair(Setting certificate, Setting key) {
        if (values.containsKey(certificate) != values.containsKey(key)) {
            found.add("%s and %s: one is set without the other".formatted(certificate, key));
        } else if (set(certificate) && set(key)) {
            try {
                PemKeyPair.load(Path.of(values.get(certificate)), Path.of(values.get(key)));
            } catch (IOException | GeneralSecurityException e) {
                found.add("%s and %s: the key is not the certificate's, or of a kind that is not understood"
                        .formatted(certificate, key));
            }
        }
    }

    private void dashboard() {
        if (values.containsKey(DASHBOARD_URL) && !values.containsKey(AGENT_ID)) {
            found.add("DASHBOARD_URL and AGENT_ID: the control plane is asked in the name of an agent; accepted: both");
        }
    }

    private void signatures() {
        String mode = values.getOrDefault(STATUS_SIGNATURES, "required");
        String bind = set(STATUS_PANEL_BIND) ? values.get(STATUS_PANEL_BIND) : "127.0.0.1";
        if (mode.equals("bearer") && !Addresses.isLoopback(bind) && !values.containsKey(STATUS_TLS_CERT)) {
            found.add(
                    "STATUS_SIGNATURES=bearer and STATUS_PANEL_BIND=%s: a bearer token would cross the network in clear; "
                                    .formatted(bind)
                            + "accepted: signatures, a loopback address, or TLS (STATUS_TLS_CERT)");
        }
        if (mode.equals("legacy") && "redis".equals(values.get(STATUS_STATE))) {
            found.add("STATUS_SIGNATURES=legacy and STATUS_STATE=redis: legacy signatures carry no nonce that replicas "
                    + "could share safely; accepted: one of them");
        }
        long skew = Long.parseLong(set(SIGNATURE_MAX_SKEW_SECS) ? values.get(SIGNATURE_MAX_SKEW_SECS) : "300");
        long ttl = Long.parseLong(set(REPLAY_TTL_SECS) ? values.get(REPLAY_TTL_SECS) : "600");
        if (ttl < 2 * skew) {
            found.add(
                    "REPLAY_TTL_SECS and SIGNATURE_MAX_SKEW_SECS: nonces must be remembered for twice the skew (%d < 2 × %d)"
                            .formatted(ttl, skew));
        }
    }

    private void panel(String prefix) {
        Setting password = Setting.valueOf(prefix + "_PASSWORD");
        Setting hash = Setting.valueOf(prefix + "_PASSWORD_HASH");
        if (values.containsKey(password) && values.containsKey(hash)) {
            found.add("%s and %s: both are set; accepted: one of them".formatted(password, hash));
        }
        if (set(password) && CommonPasswords.contains(values.get(password))) {
            found.add("%s: *** is among the most common passwords; accepted: one that is not".formatted(password));
        }
    }

    private void users() {
        String operator = values.get(STATUS_PANEL_USERNAME);
        if (operator != null && operator.equals(values.get(STATUS_PANEL_VIEWER_USERNAME))) {
            found.add("STATUS_PANEL_USERNAME and STATUS_PANEL_VIEWER_USERNAME: both logins have the same name; "
                    + "accepted: two names");
        }
    }

    private void state() {
        if ("redis".equals(values.get(STATUS_STATE))) {
            needs("STATUS_STATE=redis", REDIS_URL);
        }
    }

    private void alerts() {
        int hysteresis = number(STATUS_ALERT_HYSTERESIS_PCT, 5);
        for (Setting threshold : List.of(STATUS_ALERT_CPU_PCT, STATUS_ALERT_MEMORY_PCT, STATUS_ALERT_DISK_PCT)) {
            if (number(threshold, 90) <= hysteresis) {
                found.add("%s and STATUS_ALERT_HYSTERESIS_PCT: the alert would never resolve; ".formatted(threshold)
                        + "accepted: a threshold (%d) above the hysteresis (%d)"
                                .formatted(number(threshold, 90), hysteresis));
            }
        }
    }

    private int number(Setting setting, int byDefault) {
        return set(setting) ? Integer.parseInt(values.get(setting)) : byDefault;
    }

    private boolean set(Setting setting) {
        return values.containsKey(setting) && setting.accepts(values.get(setting));
    }

    private Duration duration(Setting setting, String byDefault) {
        return Accepted.parseDuration(set(setting) ? values.get(setting) : byDefault);
    }
}
