package dev.statusagent.testing.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.statusagent.testing.tls.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;

/** A real HTTP or HTTPS server on loopback that hands out commands and takes reports, from one agent with the right token. */
public final class ControlPlane implements AutoCloseable {
    public static final String AGENT_ID = "agent-1";

    private static final Pattern COMMAND_ID = Pattern.compile("\"command_id\":\"([^\"]+)\"");
    private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d+)");

    private final ServerTls tls;
    private final String basePath;
    private final ExecutorService workers = Executors.newCachedThreadPool(ControlPlane::daemon);
    private final CommandLeases commands = new CommandLeases();
    private final Queue<Fault> pollFaults = new ArrayDeque<>();
    private final Queue<Fault> reportFaults = new ArrayDeque<>();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch over = new CountDownLatch(1);
    private volatile String token;
    private volatile Duration longestPoll = Duration.ofSeconds(30);
    private HttpServer server;
    private int port;

    private ControlPlane(String token, String basePath, ServerTls tls) {
        this.token = token;
        this.basePath = basePath;
        this.tls = tls;
    }

    public static ControlPlane start(String token) {
        return start(token, "", null);
    }

    /**
     * Starts one.
     *
     * @param basePath under which everything is, such as {@code /base}; empty for none
     * @param tls null for plain HTTP; else a client certificate is required
     */
    public static ControlPlane start(String token, String basePath, ServerTls tls) {
        ControlPlane controlPlane = new ControlPlane(token, basePath, tls);
        controlPlane.appear();
        return controlPlane;
    }

    /** What {@code DASHBOARD_URL} is to be. */
    public String url() {
        return (tls == null ? "http" : "https") + "://localhost:" + port + basePath;
    }

    /** Accepts this token from now on, and no other. */
    public void token(String value) {
        token = value;
    }

    /** Lets no poll wait longer, whatever it asks for. */
    public void longestPoll(Duration time) {
        longestPoll = time;
    }

    public void lease(Duration time) {
        commands.lease(time);
    }

    public void endLeases() {
        commands.endLeases();
    }

    public void add(String id, String name) {
        commands.add(id, name, 60);
    }

    public void add(String id, String name, int timeoutSecs) {
        commands.add(id, name, timeoutSecs);
    }

    /** Answers the next polls badly, each once. */
    public void faultPolls(Fault... faults) {
        synchronized (pollFaults) {
            pollFaults.addAll(List.of(faults));
        }
    }

    public void faultReports(Fault... faults) {
        synchronized (reportFaults) {
            reportFaults.addAll(List.of(faults));
        }
    }

    /** Forgets the faults to come and ends what hangs. */
    public void clearFaults() {
        synchronized (pollFaults) {
            pollFaults.clear();
        }
        synchronized (reportFaults) {
            reportFaults.clear();
        }
        over.countDown();
        over = new CountDownLatch(1);
    }

    /** The reports of a command, in their order. */
    public List<String> reports(String id) {
        return commands.reports(id);
    }

    public int offered(String id) {
        return commands.offered(id);
    }

    public boolean hasAllReports() {
        return commands.allReported();
    }

    /** Why requests were refused. */
    public List<String> refusals() {
        return refusals;
    }

    /** Method, path and query of each request. */
    public List<String> targets() {
        return targets;
    }

    /** Whether each planned fault has met its request. */
    public boolean isWithoutFaults() {
        return isEmpty(pollFaults) && isEmpty(reportFaults);
    }

    private static boolean isEmpty(Queue<Fault> faults) {
        synchronized (faults) {
            return faults.isEmpty();
        }
    }

    /** Closes the listener and all connections. */
    public void disappear() {
        over.countDown();
        server.stop(0);
    }

    /** Listens, on the same port as before. */
    public void appear() {
        over = new CountDownLatch(1);
        try {
            var address = new InetSocketAddress(InetAddress.getByName("localhost"), port);
            server = tls == null ? HttpServer.create(address, 0) : https(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
        port = server.getAddress().getPort();
    }

    private HttpServer https(InetSocketAddress address) throws IOException {
        HttpsServer https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        return https;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestURI().toString();
            targets.add(exchange.getRequestMethod() + " " + target);
            boolean poll = exchange.getRequestMethod().equals("GET");
            Fault fault = next(poll ? pollFaults : reportFaults);
            if (fault != null) {
                fault.answer(exchange, over);
                return;
            }
            SignedCall call = new SignedCall(exchange.getRequestMethod(), target, headers(exchange), body);
            String wrong = call.fault(AGENT_ID, token);
            if (wrong == null && !nonces.add(call.nonce())) {
                wrong = "replay";
            }
            if (wrong != null) {
                refusals.add(wrong);
                Fault.status(401).answer(exchange, over);
            } else if (poll) {
                poll(exchange, target);
            } else {
                report(exchange, target, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Fault next(Queue<Fault> faults) {
        synchronized (faults) {
            return faults.poll();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.getValue())));
    }

    private void poll(HttpExchange exchange, String target) throws IOException, InterruptedException {
        Matcher timeout = TIMEOUT.matcher(target);
        if (!target.startsWith(basePath + "/api/v1/agent/commands/wait/default?") || !timeout.find()) {
            Fault.status(404).answer(exchange, over);
            return;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(timeout.group(1)));
        String command = commands.next(asked.compareTo(longestPoll) < 0 ? asked : longestPoll);
        Fault.body(command == null ? 204 : 200, command == null ? "" : command).answer(exchange, over);
    }

    private void report(HttpExchange exchange, String target, String body) throws IOException, InterruptedException {
        Matcher id = COMMAND_ID.matcher(body);
        boolean known = target.equals(basePath + "/api/v1/agent/commands/report")
                && id.find()
                && commands.report(id.group(1), body);
        Fault.body(known ? 200 : 404, known ? "{\"accepted\":true}" : "").answer(exchange, over);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "control-plane");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        disappear();
        workers.shutdownNow();
    }
}
