package dev.statusagent.host.alert;

import java.time.Instant;

/** Made-up alerts. */
public final class MadeAlerts {
    private MadeAlerts() {}

    public static Alert cpu(String id) {
        return new Alert(
                id,
                "cpu",
                AlertState.FIRED,
                97.31,
                90,
                "CPU use is 97.3 %, above 90 %",
                Instant.parse("2026-11-25T01:10:42Z"));
    }
}
