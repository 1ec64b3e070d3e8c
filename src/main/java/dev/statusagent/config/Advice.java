package dev.statusagent.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accepted settings that weaken the agent or will surprise its operator, each said once at the start. */
final class Advice {
    /** Shells, interpreters and programs that start others, without the version in their names. */
    private static final Set<String> RUN_OTHERS =
            Set.of(("sh ash bash dash ksh zsh fish csh tcsh busybox toybox env xargs find"
                            + " parallel nice nohup setsid timeout watch flock stdbuf chroot unshare nsenter sudo su doas ssh script"
                            + " expect awk gawk mawk sed perl python pypy ruby node nodejs php lua tclsh java jshell gdb strace make"
                            + " git vi vim ed emacs less more man docker podman nerdctl kubectl systemctl systemd-run crontab at")
                    .split(" "));

    private Advice() {}

    static List<String> on(Map<Setting, String> values) {
        List<String> advice = new ArrayList<>();
        if (!values.containsKey(Setting.AGENT_ID)) {
            advice.add("AGENT_ID is not set: /api/self/* and /api/v1/* answer 401 to everyone");
        }
        String signatures = values.getOrDefault(Setting.STATUS_SIGNATURES, "required");
        if (!signatures.equals("required")) {
            advice.add(
                    "STATUS_SIGNATURES=" + signatures + " accepts calls that are not bound to method, path and body");
        }
        Accepted.split(values.getOrDefault(Setting.STATUS_COMMANDS_ALLOWED, "")).stream()
                .filter(program -> RUN_OTHERS.contains(program.replaceFirst("[0-9.]+$", "")))
                .forEach(program -> advice.add("STATUS_COMMANDS_ALLOWED names " + program
                        + ", which can run anything else or write anywhere: the limits on commands end there"));
        dockerInClear(values, advice);
        redisInClear(values, advice);
        halfLogin(values, "STATUS_PANEL", advice);
        halfLogin(values, "STATUS_PANEL_VIEWER", advice);
        return advice;
    }

    private static void dockerInClear(Map<Setting, String> values, List<String> advice) {
        Setting named = values.containsKey(Setting.DOCKER_HOST) ? Setting.DOCKER_HOST : Setting.DOCKER_SOCK;
        String address = values.getOrDefault(named, "");
        boolean network = address.startsWith("tcp://") && named.accepts(address);
        if (network
                && !Addresses.isLoopback(address.substring("tcp://".length(), address.lastIndexOf(':')))
                && !values.containsKey(Setting.DOCKER_CERT_PATH)) {
            advice.add(
                    named + " is on the network without DOCKER_CERT_PATH: whoever reaches the engine there, or the way"
                            + " to it, rules its host");
        }
    }

    private static void redisInClear(Map<Setting, String> values, List<String> advice) {
        String url = values.getOrDefault(Setting.REDIS_URL, "");
        if (url.startsWith("redis://")
                && Setting.REDIS_URL.accepts(url)
                && !Addresses.isLoopback(URI.create(url).getHost())) {
            advice.add(
                    "REDIS_URL is on the network without TLS: whoever is on the way reads its password, and can begin"
                            + " sessions; use rediss://");
        }
    }

    private static void halfLogin(Map<Setting, String> values, String prefix, List<String> advice) {
        boolean user = values.containsKey(Setting.valueOf(prefix + "_USERNAME"));
        boolean password = values.containsKey(Setting.valueOf(prefix + "_PASSWORD"))
                || values.containsKey(Setting.valueOf(prefix + "_PASSWORD_HASH"));
        if (user != password) {
            advice.add(prefix + "_USERNAME without a password, or the reverse: this login counts as not configured");
        }
    }
}
