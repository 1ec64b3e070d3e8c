package dev.statusagent.config;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes injects into each container for each Service of its namespace. A Service named
 * {@code status} or {@code status-panel} yields names that look like ours.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes:
 *     Service environment variables</a>
 */
final class KubernetesServices {
    private static final Pattern NAME = Pattern.compile(
            "STATUS(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    private KubernetesServices() {}

    static boolean injects(String name, String value) {
        return NAME.matcher(name).matches() || (name.endsWith("_PORT") && isPortVariable(value));
    }

    static boolean isPortVariable(String value) {
        return value != null && PORT_VALUE.matcher(value).matches();
    }
}
