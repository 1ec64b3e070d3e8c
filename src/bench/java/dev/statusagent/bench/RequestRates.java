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
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Requests per second of an agent on this machine, and the processor time that it and this client take for each, one kind of
 * request after the other, round after round, over eight connections that stay open. Arguments: port, process id of the agent,
 * rounds, seconds for each kind in a round; environment: AGENT_ID, AGENT_TOKEN.
 */
public final class RequestRates {
    private static final int CONNECTIONS = 8;
    private static final int TIMEOUT_MILLIS = 20_000;

    private enum Kind {
        HEALTH("GET", "/health", false, 200),
        SIGNED_HEALTH("GET", "/health", true, 200),
        /** An unguarded endpoint that takes a body does not exist. */
        UNGUARDED_POST("POST", "/health", true, 405),
        BEARER_GET("GET", "/api/v1/token", false, 200),
        SIGNED_GET("GET", "/api/v1/token", true, 200),
        /** Passes all guards; the resource reads the body, does nothing, and writes no line. */
        REFUSED_POST("POST", "/api/v1/auth/rotate-token", true, 400),
        /** Rotates to the same token: one after the other, and with two more lines in the log. */
        SIGNED_POST("POST", "/api/v1/auth/rotate-token", true, 200);

        private final String method;
        private final String path;
        private final boolean signed;
        private final int expected;

        Kind(String method, String path, boolean signed, int expected) {
            this.method = method;
            this.path = path;
            this.signed = signed;
            this.expected = expected;
        }

        private String label() {
            String credential = signed ? "signed" : this == BEARER_GET ? "bearer" : "unsigned";
            return credential + ' ' + method + ' ' + path + (expected == 200 ? "" : ", " + expected);
        }
    }

    /** What one round of one kind came to; times of the processor in microseconds for each request. */
    private record Measured(double perSecond, double agentMicros, double clientMicros) {}

    private final int port;
    private final ProcessHandle agent;
    private final RequestSigner signer;
    private final String id;
    private final String token;

    private RequestRates(int port, ProcessHandle agent, String id, String token) {
        this.port = port;
        this.agent = agent;
        this.signer = new RequestSigner(id, new Secret(token), InstantSource.system());
        this.id = id;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        RequestRates rates = new RequestRates(
                Integer.parseInt(arguments[0]),
                ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow(),
                System.getenv("AGENT_ID"),
                System.getenv("AGENT_TOKEN"));
        rates.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private void run(int rounds, int seconds) throws Exception {
        Map<Kind, List<Measured>> measured = new EnumMap<>(Kind.class);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (int round = 0; round <= rounds; round++) {
                for (Kind kind : Kind.values()) {
                    Measured result = measure(threads, kind, seconds);
                    if (round > 0) { // the first one is for warming up
                        measured.computeIfAbsent(kind, ignored -> new ArrayList<>())
                                .add(result);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        print(measured);
    }

    private static void print(Map<Kind, List<Measured>> measured) {
        double health = median(measured.get(Kind.HEALTH), Measured::perSecond);
        double signedHealth = median(measured.get(Kind.SIGNED_HEALTH), Measured::perSecond);
        System.out.printf(
                "%-46s %8s %10s %10s %12s %12s%n",
                "medians", "per s", "to the 1st", "to the 2nd", "agent us", "client us");
        measured.forEach((kind, results) -> {
            double rate = median(results, Measured::perSecond);
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %8.0f %10.2f %10.2f %12.0f %12.0f%n",
                    kind.label(),
                    rate,
                    rate / health,
                    rate / signedHealth,
                    median(results, Measured::agentMicros),
                    median(results, Measured::clientMicros));
        });
    }

    private static double median(List<Measured> results, ToDoubleFunction<Measured> value) {
        return results.stream().mapToDouble(value).sorted().toArray()[results.size() / 2];
    }

    private Measured measure(ExecutorService threads, Kind kind, int seconds) throws Exception {
        long agentBefore = cpuMicros(agent);
        long clientBefore = cpuMicros(ProcessHandle.current());
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Integer> connection = () -> requests(kind, end);
        int sum = 0;
        for (Future<Integer> requests : threads.invokeAll(Collections.nCopies(CONNECTIONS, connection))) {
            sum += requests.get();
        }
        return new Measured(
                sum * 1e9 / (System.nanoTime() - start),
                (double) (cpuMicros(agent) - agentBefore) / sum,
                (double) (cpuMicros(ProcessHandle.current()) - clientBefore) / sum);
    }

    private static long cpuMicros(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1000;
    }

    private int requests(Kind kind, long end) throws IOException {
        int requests = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request(kind));
                readAnswer(in, kind.expected);
                requests++;
            }
        }
        return requests;
    }

    private byte[] body(Kind kind) {
        String wish = kind.expected == 200 ? token : " ".repeat(token.length());
        return kind.method.equals("POST")
                ? ("{\"new_token\":\"" + wish + "\"}").getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    }

    private byte[] request(Kind kind) {
        byte[] sent = body(kind);
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
        byte[] request = Arrays.copyOf(bytes, bytes.length + sent.length);
        System.arraycopy(sent, 0, request, bytes.length, sent.length);
        return request;
    }

    private static void readAnswer(InputStream in, int expected) throws IOException {
        String status = line(in);
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 " + expected) || length < 0) {
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
