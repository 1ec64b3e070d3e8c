package dev.statusagent.testing.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A way for an answer to go wrong. Only {@link #slow}, {@link #hangMidBody} and {@link #cutMidBody}
 * carry the request out; the others leave the state of the double alone. Over TLS, a cut comes
 * without a close_notify, as when a network fails.
 */
public final class Fault {

    private interface Behaviour {
        void answer(Exchange exchange) throws IOException, InterruptedException;
    }

    static final Fault NONE = new Fault(exchange -> exchange.send(exchange.answer()));

    private static final String JSON = "application/json";
    private static final byte[] NOT_HTTP =
            "SSH-2.0-OpenSSH_9.6\r\n\0\1\2\377\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ENDLESS_CHUNK = chunk("\"filler\":\"" + "x".repeat(8192) + "\",");

    private final Behaviour behaviour;

    private Fault(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** This status, with Vault's body for an error that says nothing more. */
    public static Fault status(int code) {
        return status(code, "{\"errors\":[]}");
    }

    public static Fault status(int code, String jsonBody) {
        return new Fault(exchange -> exchange.send(code, Map.of("Content-Type", JSON), jsonBody));
    }

    public static Fault redirect(int code, String location) {
        return new Fault(exchange -> exchange.send(code, Map.of("Location", location), ""));
    }

    /** 200 and a web page, as a misrouted load balancer gives. */
    public static Fault notJson() {
        return new Fault(exchange ->
                exchange.send(200, Map.of("Content-Type", "text/html"), "<!doctype html><title>Welcome</title>"));
    }

    /** The right answer, this much later. */
    public static Fault slow(Duration delay) {
        return new Fault(exchange -> {
            exchange.gate().await(delay);
            exchange.send(exchange.answer());
        });
    }

    public static Fault hangBeforeHeaders() {
        return new Fault(exchange -> {
            exchange.gate().await();
            exchange.cut();
        });
    }

    /** The headers and half the body of the right answer, then silence. */
    public static Fault hangMidBody() {
        return new Fault(exchange -> {
            exchange.sendHalf(exchange.answer());
            exchange.gate().await();
            exchange.cut();
        });
    }

    /** 200 and well-formed JSON without an end, for as long as the client reads. */
    public static Fault endlessBody() {
        return new Fault(exchange -> {
            exchange.gate().whenOpened(exchange::cut);
            exchange.sendHead(200, Map.of("Content-Type", JSON, "Transfer-Encoding", "chunked"));
            exchange.write(chunk("{"));
            while (!exchange.isCut()) {
                exchange.write(ENDLESS_CHUNK);
            }
        });
    }

    /** The connection ends before there is any answer. */
    public static Fault cut() {
        return new Fault(Exchange::cut);
    }

    /** The headers and half the body of the right answer, then the connection ends. */
    public static Fault cutMidBody() {
        return new Fault(exchange -> {
            exchange.sendHalf(exchange.answer());
            exchange.cut();
        });
    }

    /** Bytes that are not HTTP; then the connection ends. */
    public static Fault garbage() {
        return new Fault(exchange -> {
            exchange.write(NOT_HTTP);
            exchange.cut();
        });
    }

    void answer(Exchange exchange) throws IOException, InterruptedException {
        behaviour.answer(exchange);
    }

    private static byte[] chunk(String content) {
        return (Integer.toHexString(content.length()) + "\r\n" + content + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
