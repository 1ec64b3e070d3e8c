package dev.statusagent.testing.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A cluster with one namespace. It allows what the shipped Role allows and nothing else, remembers what was asked, and can be
 * told to fail. Its containers are scripts that run here.
 */
public final class ClusterDouble implements AutoCloseable {
    public static final String NAMESPACE = "shop";

    /** It tells of each request otherwise. */
    private static final Logger QUIET = Logger.getLogger("io.fabric8.mockwebserver");

    private static final Path ROLE = Path.of("k8s/base/role.yaml");

    private final KubernetesMockServer objects = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ScriptedContainer> containers = new ConcurrentHashMap<>();
    private final Set<Access> allowed = allowed();
    private final Set<Access> used = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Fault> fault = new AtomicReference<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final NamespacedKubernetesClient admin;
    private volatile boolean measures = true;

    public ClusterDouble() {
        QUIET.setLevel(Level.WARNING);
        objects.init();
        admin = objects.createClient().inNamespace(NAMESPACE);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private static Set<Access> allowed() {
        try {
            Role role = Serialization.unmarshal(Files.readString(ROLE), Role.class);
            return role.getRules().stream()
                    .flatMap(rule -> rule.getApiGroups().stream()
                            .flatMap(group -> rule.getResources().stream()
                                    .flatMap(resource ->
                                            rule.getVerbs().stream().map(verb -> new Access(verb, group, resource)))))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the Role allows. */
    public Set<Access> role() {
        return allowed;
    }

    /** What has been asked so far, allowed or not. */
    public Set<Access> used() {
        return Set.copyOf(used);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A client with the agent's settings, but for what it waits. */
    public KubernetesClient client(Duration patience) {
        return client(address(), patience);
    }

    /** The same for a server that need not be there. */
    public static KubernetesClient client(URI address, Duration patience) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(address.toString())
                .withNamespace(NAMESPACE)
                .withConnectionTimeout((int) patience.toMillis())
                .withRequestTimeout((int) patience.toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Changes the cluster, past its Role. */
    public NamespacedKubernetesClient admin() {
        return admin;
    }

    /** What the last request said of who it comes from. */
    public String authorization() {
        return authorization.get();
    }

    /** From now on each request is answered so; null for as it should be. */
    public void fail(Fault how) {
        fault.set(how);
    }

    /** How many requests are being answered now. */
    public int unfinished() {
        return unfinished.get();
    }

    /** Whether the cluster has a metrics server; it has, unless this is said. */
    public void measure(boolean does) {
        measures = does;
    }

    /** Starts a Deployment of one Pod, which runs the script once. */
    public Deployment run(String name, String script, Map<String, String> variables, Map<String, String> labels) {
        Deployment made = admin.apps()
                .deployments()
                .resource(Objects.deployment(name, variables, labels))
                .create();
        Pod pod = admin.pods()
                .resource(Objects.pod(made, made.getSpec().getTemplate(), 0))
                .create();
        String podName = pod.getMetadata().getName();
        containers.put(
                podName,
                new ScriptedContainer(
                        script, variables, code -> become(podName, Objects.crashed(code, "back-off 10s"))));
        return made;
    }

    /** Cuts the connections over which logs are followed. */
    public void cutLogs() {
        containers.values().forEach(ScriptedContainer::cut);
    }

    /** Gives the Pod another status. */
    public void become(String pod, PodStatus status) {
        admin.pods()
                .withName(pod)
                .edit(now -> new PodBuilder(now).withStatus(status).build());
    }

    /** Removes all that there is. */
    public void clear() {
        fault.set(null);
        measures = true;
        containers.values().forEach(ScriptedContainer::kill);
        containers.clear();
        objects.reset();
    }

    private void serve(HttpExchange exchange) throws IOException {
        authorization.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Access access = Access.of(exchange);
        used.add(access);
        Fault how = fault.get();
        unfinished.incrementAndGet();
        try {
            if (how != null) {
                fail(exchange, how);
            } else if (!allowed.contains(access)) {
                refuse(exchange, 403, "Forbidden");
            } else if (access.resource().equals("pods/log")) {
                log(exchange);
            } else if (access.group().equals("metrics.k8s.io")) {
                metrics(exchange);
            } else {
                forward(exchange);
            }
            exchange.close(); // after an exception the server cuts the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unfinished.decrementAndGet();
        }
    }

    private void fail(HttpExchange exchange, Fault how) throws IOException, InterruptedException {
        switch (how) {
            case UNAUTHORIZED -> refuse(exchange, 401, "Unauthorized");
            case FORBIDDEN -> refuse(exchange, 403, "Forbidden");
            case ERROR -> refuse(exchange, 500, "InternalError");
            case GARBAGE -> answer(exchange, 200, "<html>no JSON");
            case OTHER_SHAPE -> answer(exchange, 200, "{\"items\":{\"a\":[7]},\"metadata\":7}");
            case HANG -> closing.await();
            case HANG_IN_BODY, CUT -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"items\":[".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                if (how == Fault.CUT) {
                    throw new IOException("as it was told");
                }
                drip(exchange);
            }
        }
    }

    /** Goes on with what means nothing in JSON, until the client has had enough. */
    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        while (!closing.await(50, TimeUnit.MILLISECONDS)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        }
    }

    private static void refuse(HttpExchange exchange, int code, String reason) throws IOException {
        answer(
                exchange,
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                        + "\",\"message\":\"the server's own words\",\"code\":" + code + "}");
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + objects.getPort())
                        .resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer(exchange, answer.statusCode(), answer.body());
    }

    private void log(HttpExchange exchange) throws IOException, InterruptedException {
        String pod = exchange.getRequestURI().getPath().split("/", -1)[6];
        ScriptedContainer container = containers.get(pod);
        if (container == null) {
            refuse(exchange, admin.pods().withName(pod).get() == null ? 404 : 400, "BadRequest");
            return;
        }
        LogAnswer.of(exchange.getRequestURI()).write(container, exchange);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        if (!measures) {
            refuse(exchange, 404, "NotFound");
            return;
        }
        String items =
                new TreeSet<>(containers.keySet()).stream().map(this::measured).collect(Collectors.joining(","));
        answer(
                exchange,
                200,
                "{\"kind\":\"PodMetricsList\",\"apiVersion\":\"metrics.k8s.io/v1beta1\",\"metadata\":{},\"items\":["
                        + items + "]}");
    }

    private String measured(String pod) {
        ScriptedContainer container = containers.get(pod);
        return """
                {"metadata":{"name":"%s"},"timestamp":"2026-11-25T04:00:00Z","window":"15s","containers":[
                 {"name":"app","usage":{"cpu":"%dn","memory":"%dKi"}}]}""".formatted(pod, (long) (container.cores() * 1e9), container.memoryBytes() / 1024);
    }

    @Override
    public void close() {
        clear();
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        admin.close();
        objects.destroy();
    }
}
