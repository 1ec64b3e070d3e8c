package dev.statusagent.testing;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed request, made by RFC 9421 without a line of the agent's own code. What is set before {@link #sign()} is signed; what
 * is changed afterwards is tampering.
 */
public final class SignedRequest {
    public String method = "POST";
    public String target;
    public byte[] body = new byte[0];
    public String key;
    public String label = "sig1";
    public String created = String.valueOf(Instant.now().getEpochSecond());
    public String nonce = UUID.randomUUID().toString();
    public String keyId;
    public String algorithm = "hmac-sha256";
    public String moreParameters = "";
    public List<String> components = new ArrayList<>(List.of("@method", "@path", "@query", "x-agent-id"));
    public final List<Map.Entry<String, String>> headers = new ArrayList<>();

    /** A request of the agent's rightful control plane. */
    public SignedRequest(String agentId, String key, String target) {
        this.keyId = agentId;
        this.key = key;
        this.target = target;
        header("X-Agent-Id", agentId);
    }

    /** The same request as it is now, to be tampered with by itself. */
    public SignedRequest copy() {
        SignedRequest copy = new SignedRequest(keyId, key, target);
        copy.method = method;
        copy.body = body;
        copy.headers.clear();
        copy.headers.addAll(headers);
        return copy;
    }

    /** Sets a body and covers its digest. */
    public SignedRequest body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        components.add("content-digest");
        header("Content-Digest", digest(body));
        return this;
    }

    public SignedRequest header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** Removes all lines of the header. */
    public SignedRequest without(String name) {
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return this;
    }

    public SignedRequest replace(String name, String value) {
        return without(name).header(name, value);
    }

    public String value(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().strip())
                .collect(Collectors.joining(", "));
    }

    /** Adds both header fields of a signature over what the request is now. */
    public SignedRequest sign() {
        String parameters = parameters();
        String base = components.stream()
                        .map(name -> '"' + name + "\": " + component(name) + '\n')
                        .collect(Collectors.joining())
                + "\"@signature-params\": " + parameters;
        byte[] mac = hmac(key, base.getBytes(StandardCharsets.UTF_8));
        return header("Signature-Input", label + '=' + parameters)
                .header("Signature", label + "=:" + Base64.getEncoder().encodeToString(mac) + ':');
    }

    private String parameters() {
        String covered = components.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" ", "(", ")"));
        return covered
                + (created == null ? "" : ";created=" + created)
                + (nonce == null ? "" : ";nonce=\"" + nonce + '"')
                + (keyId == null ? "" : ";keyid=\"" + keyId + '"')
                + (algorithm == null ? "" : ";alg=\"" + algorithm + '"')
                + moreParameters;
    }

    private String component(String name) {
        int question = target.indexOf('?');
        return switch (name) {
            case "@method" -> method;
            case "@path" -> question < 0 ? target : target.substring(0, question);
            case "@query" -> question < 0 ? "?" : target.substring(question);
            default -> value(name);
        };
    }

    public RawHttp.Answer send(URI server) {
        return send(server, InetAddress.getLoopbackAddress());
    }

    public RawHttp.Answer send(URI server, InetAddress from) {
        return RawHttp.send(server, from, method, target, headers, body);
    }

    public static String digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ':';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return method + ' ' + target.toLowerCase(Locale.ROOT) + ' ' + Arrays.toString(headers.toArray());
    }
}
