package dev.statusagent.posture;

import static dev.statusagent.config.Setting.AGENT_ID;
import static dev.statusagent.config.Setting.AGENT_SCOPES;
import static dev.statusagent.config.Setting.SIGNATURE_MAX_SKEW_SECS;
import static dev.statusagent.config.Setting.STATUS_COMMANDS_ALLOWED;
import static dev.statusagent.config.Setting.STATUS_RUNTIME;
import static dev.statusagent.config.Setting.STATUS_SIGNATURES;
import static dev.statusagent.posture.Protection.bad;
import static dev.statusagent.posture.Protection.good;
import static dev.statusagent.posture.Protection.look;

import dev.statusagent.config.Setting;
import java.util.List;

/** What the control plane must prove, and what it may do then. */
final class CallerPosture {
    private static final int USUAL_SKEW_SECS = 300;

    private final Configured configured;

    CallerPosture(Configured configured) {
        this.configured = configured;
    }

    /**
     * Judges what concerns callers.
     *
     * @param runtime the container runtime in use
     */
    List<Protection> protections(String runtime) {
        return List.of(identity(), signatures(), freshness(), scopes(), commands(), containers(runtime));
    }

    private Protection identity() {
        return configured.has(AGENT_ID)
                ? good("agent-id", AGENT_ID, "Callers must name this agent before anything else is looked at.")
                : look("agent-id", AGENT_ID, "The agent has no identity: its API is closed to everyone.");
    }

    private Protection signatures() {
        return switch (configured.value(STATUS_SIGNATURES, "required")) {
            case "bearer" -> bad("signatures", STATUS_SIGNATURES, "Whoever sees one request can make any other.");
            case "legacy" ->
                look(
                        "signatures",
                        STATUS_SIGNATURES,
                        "The older signature is accepted, which covers neither method nor path.");
            default ->
                good(
                        "signatures",
                        STATUS_SIGNATURES,
                        "A change must be signed, for one method, path and body, and once.");
        };
    }

    private Protection freshness() {
        int seconds = Integer.parseInt(configured.value(SIGNATURE_MAX_SKEW_SECS, String.valueOf(USUAL_SKEW_SECS)));
        return seconds <= USUAL_SKEW_SECS
                ? good("signature-age", SIGNATURE_MAX_SKEW_SECS, "A signature is of use for %d s.".formatted(seconds))
                : look(
                        "signature-age",
                        SIGNATURE_MAX_SKEW_SECS,
                        "A signature is of use for %d s, longer than clocks need.".formatted(seconds));
    }

    private Protection scopes() {
        return configured.has(AGENT_SCOPES)
                ? good("scopes", AGENT_SCOPES, "The control plane may do what is named and no more.")
                : look("scopes", AGENT_SCOPES, "The control plane may do everything.");
    }

    private Protection commands() {
        List<String> added = configured.list(STATUS_COMMANDS_ALLOWED);
        return added.isEmpty()
                ? good("commands", STATUS_COMMANDS_ALLOWED, "Only the programs whose options are checked may run.")
                : look("commands", STATUS_COMMANDS_ALLOWED, "Programs were added whose options nobody checks.");
    }

    private Protection containers(String runtime) {
        if (runtime.equals("kubernetes")) {
            return good("container-runtime", STATUS_RUNTIME, "The agent may do what its Role allows.");
        }
        if (runtime.equals("none")) {
            return good("container-runtime", STATUS_RUNTIME, "The agent reaches no engine.");
        }
        Setting address = configured.has(Setting.DOCKER_HOST) ? Setting.DOCKER_HOST : Setting.DOCKER_SOCK;
        boolean clear = configured.isInClear(address, "tcp") && !configured.has(Setting.DOCKER_CERT_PATH);
        return clear
                ? bad(
                        "container-runtime",
                        Setting.DOCKER_CERT_PATH,
                        "The engine is asked in clear: who is on the way rules its host.")
                : look(
                        "container-runtime",
                        Setting.DOCKER_HOST,
                        "Who takes over the agent rules the engine's host, unless a proxy stands between.");
    }
}
