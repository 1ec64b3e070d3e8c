package dev.statusagent.posture;

import static dev.statusagent.config.Setting.STATUS_PANEL_BIND;
import static dev.statusagent.config.Setting.STATUS_TLS_CERT;
import static dev.statusagent.config.Setting.STATUS_TRUSTED_PROXIES;
import static dev.statusagent.posture.Protection.bad;
import static dev.statusagent.posture.Protection.good;
import static dev.statusagent.posture.Protection.look;

import dev.statusagent.config.Setting;
import java.util.List;

/** Who can reach the agent, and what can be read on the way. */
final class ListenerPosture {
    private final Configured configured;

    ListenerPosture(Configured configured) {
        this.configured = configured;
    }

    List<Protection> protections() {
        return List.of(bind(), tls(), proxies());
    }

    private Protection bind() {
        if (configured.listensOnLoopback()) {
            return good("bind", STATUS_PANEL_BIND, "Only this machine can connect.");
        }
        return configured.has(STATUS_TLS_CERT)
                ? good("bind", STATUS_PANEL_BIND, "The network can connect, over TLS.")
                : inClear("bind", STATUS_PANEL_BIND);
    }

    private Protection tls() {
        if (configured.has(STATUS_TLS_CERT)) {
            return good("tls", STATUS_TLS_CERT, "The agent serves HTTPS and nothing else.");
        }
        return configured.listensOnLoopback()
                ? good("tls", STATUS_TLS_CERT, "Plain HTTP, which does not leave this machine.")
                : inClear("tls", STATUS_TLS_CERT);
    }

    private Protection inClear(String setting, Setting variable) {
        return configured.has(STATUS_TRUSTED_PROXIES)
                ? look(setting, variable, "A proxy is trusted; between it and the agent all is in clear.")
                : bad(setting, variable, "The network can connect, and read everything on the way.");
    }

    private Protection proxies() {
        List<String> trusted = configured.list(STATUS_TRUSTED_PROXIES);
        if (trusted.isEmpty()) {
            return good("trusted-proxies", STATUS_TRUSTED_PROXIES, "Nobody can say for others where they come from.");
        }
        return trusted.stream().anyMatch(network -> network.endsWith("/0"))
                ? bad(
                        "trusted-proxies",
                        STATUS_TRUSTED_PROXIES,
                        "Everybody can say where they come from, and that they used TLS.")
                : good("trusted-proxies", STATUS_TRUSTED_PROXIES, "Only the proxies that are named are believed.");
    }
}
