package dev.statusagent.config;

import java.util.regex.Pattern;

/** Reads IP addresses as text, without ever asking a name server. */
public final class Addresses {
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private Addresses() {}

    /** Whether the text is an IPv4 or IPv6 address in full; brackets and zones are not accepted. */
    public static boolean isLiteral(String text) {
        return IPV4.matcher(text).matches() || (IPV6_CHARACTERS.matcher(text).matches() && parsesAsIpv6(text));
    }

    /** Whether the host, a name or an address with or without brackets, is this machine's loopback. */
    public static boolean isLoopback(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.equalsIgnoreCase("localhost")
                || (IPV4.matcher(bare).matches() && bare.startsWith("127."))
                || (isLiteral(bare) && bare.contains(":") && inet(bare).isLoopbackAddress());
    }

    /** Whether the text is an address, or one with a prefix length as in {@code 10.0.0.0/8}. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return isLiteral(text);
        }
        String address = text.substring(0, slash);
        String prefix = text.substring(slash + 1);
        return isLiteral(address)
                && prefix.matches("\\d{1,3}")
                && Integer.parseInt(prefix) <= (address.contains(":") ? 128 : 32);
    }

    private static boolean parsesAsIpv6(String text) {
        try {
            return inet(text).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static java.net.InetAddress inet(String literal) {
        try {
            return java.net.InetAddress.getByName(literal);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
