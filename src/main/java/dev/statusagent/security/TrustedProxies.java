package dev.statusagent.security;

import dev.statusagent.config.Addresses;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides who the caller is. The header fields that proxies add are believed only if the peer is named in
 * {@code STATUS_TRUSTED_PROXIES}; then the caller is the last address in them that is no trusted proxy itself, since everything
 * before it may have been made up. Where {@code X-Forwarded-For} and {@code Forwarded} tell different stories, neither is
 * believed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded</a>
 */
@ApplicationScoped
public class TrustedProxies {
    private static final Pattern FOR =
            Pattern.compile("(?i)(?:^|;)\\s*for=\"?\\[?([0-9a-f:.]+)\\]?(?::\\d+)?\"?\\s*(?=;|$)");
    private static final Pattern PROTO = Pattern.compile("(?i)(?:^|;)\\s*proto=\"?(https?)\"?\\s*(?=;|$)");
    private static final int IPV6_PREFIX_BYTES = 8;

    private final List<CidrAddress> trusted;

    TrustedProxies(@ConfigProperty(name = "status.trusted-proxies") Optional<List<String>> trusted) {
        this.trusted = trusted.orElse(List.of()).stream()
                .map(String::strip)
                .map(block -> block.contains("/") ? Inet.parseCidrAddress(block) : single(block))
                .toList();
    }

    private static CidrAddress single(String address) {
        InetAddress parsed = Inet.parseInetAddress(address);
        return CidrAddress.create(parsed, parsed.getAddress().length * 8);
    }

    ClientConnection client(HttpServerRequest request) {
        return client(
                withoutZone(request.remoteAddress().hostAddress()),
                request.isSSL(),
                request.headers().getAll("X-Forwarded-For"),
                request.headers().getAll("X-Forwarded-Proto"),
                request.headers().getAll("Forwarded"));
    }

    ClientConnection client(
            String peer, boolean tls, List<String> forwardedFor, List<String> protos, List<String> forwarded) {
        if (!isTrusted(peer) || (forwardedFor.isEmpty() && forwarded.isEmpty())) {
            return connection(peer, tls || Addresses.isLoopback(peer));
        }
        List<String> one = split(forwardedFor);
        List<String> elements = split(forwarded);
        List<String> other = elements.stream().map(TrustedProxies::forElement).toList();
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            return connection(peer, false);
        }
        String client = lastUntrusted(one.isEmpty() ? other : one).orElse(peer);
        return connection(client, saysHttps(split(protos), elements));
    }

    private ClientConnection connection(String address, boolean secure) {
        InetAddress parsed = Inet.parseInetAddress(address);
        String limitedAs = parsed instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), IPV6_PREFIX_BYTES))
                : address;
        return new ClientConnection(address, limitedAs, secure);
    }

    private boolean isTrusted(String address) {
        if (trusted.isEmpty()) {
            return false;
        }
        InetAddress parsed = Inet.parseInetAddress(address);
        return parsed != null && trusted.stream().anyMatch(block -> block.matches(parsed));
    }

    /** An element that is no address ends the search: what lies before it cannot be told apart from an invention. */
    private Optional<String> lastUntrusted(List<String> addresses) {
        List<String> fromTheEnd = new ArrayList<>(addresses);
        Collections.reverse(fromTheEnd);
        for (String address : fromTheEnd) {
            if (!Addresses.isLiteral(address)) {
                return Optional.empty();
            }
            if (!isTrusted(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static boolean saysHttps(List<String> protos, List<String> forwarded) {
        if (!protos.isEmpty()) {
            return protos.get(protos.size() - 1).equalsIgnoreCase("https");
        }
        if (forwarded.isEmpty()) {
            return false;
        }
        Matcher proto = PROTO.matcher(forwarded.get(forwarded.size() - 1));
        return proto.find() && proto.group(1).equalsIgnoreCase("https");
    }

    private static List<String> split(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static String forElement(String element) {
        Matcher address = FOR.matcher(element);
        return address.find() ? address.group(1) : "";
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
