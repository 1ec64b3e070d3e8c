package dev.statusagent.bench;

import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.RequestSigner;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Requests per second of an agent on this machine, one kind of request after the other, round after round, over eight
 * connections that stay open. Arguments: port, rounds, seconds for each kind in a round; environment: AGENT_ID, AGENT_TOKEN.
 */
public final class RequestRates {
    private static final int CONNECTIONS = 8;
    private static final int TIMEOUT_MILLIS = 20_000;

    private enum Kind {
        HEALTH("GET", "/health", false),
        SIGNED_HEALTH("GET", "/health", true),
        BEARER_GET("GET", "/api/v1/token", false),
        SIGNED_GET("GET", "/api/v1/token", true),
        SIGNED_POST("POST", "/api/v1/auth/rotate-token", true);

        private final String method;
        private final String path;
        private final boolean signed;

        Kind(String method, String path, boolean signed) {
            this.method = method;
            this.path = path;
            this.signed = signed;
        }
    }

    private final int port;
    private final RequestSigner signer;
    private final String id;
    private final String token;
    private final byte[] body;

    private RequestRates(int port, String id, String token) {
        this.port = port;
        this.signer = new RequestSigner(id, new Secret(token), InstantSource.system());
        this.id = id;
        this.token = token;
        this.body = ("{\"new_token\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws Exception {
        RequestRates rates = new RequestRates(
                Integer.parseInt(arguments[0]), System.getenv("AGENT_ID"), System.getenv("AGENT_TOKEN"));
        rates.run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private void run(int rounds, int seconds) throws Exception {
        Map<Kind, List<Double>> measured = new EnumMap<>(Kind.class);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (int round = 0; round <= rounds; round++) {
                for (Kind kind : Kind.values()) {
                    double rate = rate(threads, kind, seconds);
                    if (round > 0) { // the first one is for warming up
                        measured.computeIfAbsent(kind, ignored -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        print(measured);
    }

    private static void print(Map<Kind, List<Double>> measured) {
        double health = median(measured.get(Kind.HEALTH));
        double signedHealth = median(measured.get(Kind.SIGNED_HEALTH));
        System.out.printf("%-46s %8s   %s   %s%n", "requests per second, medians", "", "to the 1st", "to the 2nd");
        measured.forEach((kind, rates) -> System.out.printf(
                Locale.ROOT,
                "%-46s %8.0f   %10.2f   %10.2f%n",
                (kind.signed ? "signed " : kind == Kind.BEARER_GET ? "bearer " : "unsigned ")
                        + kind.method
                        + ' '
                        + kind.path,
                median(rates),
                median(rates) / health,
                median(rates) / signedHealth));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private double rate(ExecutorService threads, Kind kind, int seconds) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Integer> connection = () -> requests(kind, end);
        int sum = 0;
        for (Future<Integer> requests : threads.invokeAll(java.util.Collections.nCopies(CONNECTIONS, connection))) {
            sum += requests.get();
        }
        return sum * 1e9 / (System.nanoTime() - start);
    }

    private int requests(Kind kind, long end) throws IOException {
        int requests = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request(kind));
                readAnswer(in);
                requests++;
            }
        }
        return requests;
    }

    private byte[] request(Kind kind) {
        byte[] sent = kind.method.equals("POST") ? body : new byte[0];
        StringBuilder head = new StringBuilder(kind.method + ' ' + kind.path + " HTTP/1.1\r\nHost: localhost\r\n");
        if (kind.signed) {
            signer.sign(kind.method, kind.path, null, sent)
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
        }
        if (kind == Kind.BEARER_GET) {
            head.append("X-Agent-Id: ")
                    .append(id)
                    .append("\r\nAuthorization: Bearer ")
                    .append(token)
                    .append("\r\n");
        }
        if (sent.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(sent.length)
                    .append("\r\n");
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = java.util.Arrays.copyOf(bytes, bytes.length + sent.length);
        System.arraycopy(sent, 0, request, bytes.length, sent.length);
        return request;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 200") || length < 0) {
            throw new IOException("unexpected answer: " + status);
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                throw new EOFException();
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }
}
