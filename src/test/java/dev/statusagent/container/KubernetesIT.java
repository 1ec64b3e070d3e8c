package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.kubernetes.ClusterDouble;
import dev.statusagent.testing.kubernetes.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged agent and a cluster, which it finds by a kubeconfig. */
class KubernetesIT {
    private static final String ID = "agent-kubernetes";
    private static final String TOKEN = "kubernetes-agent-token-0123456789";
    private static final String CLUSTER_TOKEN = "token-of-the-service-account-0123456789";
    private static final String[] HEADERS = {"X-Agent-Id", ID, "Authorization", "Bearer " + TOKEN};
    private static final String ALL = "/api/v1/containers";
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private static ClusterDouble cluster;
    private static PackagedAgent agent;

    @BeforeAll
    static void start() {
        cluster = new ClusterDouble();
        PackagedAgentBuilder builder = PackagedAgent.builder();
        agent = builder.env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .registerSecret("the cluster's token", CLUSTER_TOKEN)
                .env("RATE_LIMIT_PER_MIN", "100000")
                .env("STATUS_RUNTIME", "kubernetes")
                .env("STATUS_KUBERNETES_SELECTOR", "team=shop")
                .file("kubeconfig", kubeconfig())
                .env(
                        "KUBECONFIG",
                        builder.workingDirectory().resolve("kubeconfig").toString())
                .start();
    }

    private static String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: agent, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: agent, namespace: %s}}]
                """.formatted(cluster.address(), CLUSTER_TOKEN, ClusterDouble.NAMESPACE);
    }

    @AfterAll
    static void stop() {
        try {
            if (agent != null) {
                agent.close();
            }
        } finally {
            cluster.close();
        }
    }

    @AfterEach
    void clear() {
        cluster.clear();
    }

    private static void run(String name, String script) {
        cluster.run(name, script, Map.of(), Map.of("team", "shop"));
    }

    private static JsonNode json(String path) {
        Answer answer = agent.get(path, HEADERS);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static RawHttp.Answer post(String path, String body) {
        SignedRequest request = new SignedRequest(ID, TOKEN, path);
        return (body == null ? request : request.body(body).header("Content-Type", "application/json"))
                .sign()
                .send(agent.uri());
    }

    private static String restartedAt() {
        Map<String, String> annotations = cluster.admin()
                .apps()
                .deployments()
                .withName("web")
                .get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations();
        return annotations == null ? null : annotations.get(RESTARTED_AT);
    }

    @Test
    void showsWorkloadsAndTheirPods() {
        run("web", "echo begun; sleep 1000");
        cluster.run("hidden", "sleep 1000", Map.of(), Map.of());
        assertThat(json(ALL).path("containers").findValuesAsText("name")).containsExactly("web");
        assertThat(json(ALL + "/web").path("pods").path(0).path("name").asText())
                .isEqualTo("web-0");
        assertThat(json(ALL + "/web/stats").path("memory_used_bytes").asLong()).isPositive();
        assertThat(cluster.authorization()).isEqualTo("Bearer " + CLUSTER_TOKEN);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> json("/capabilities").path("runtime").asText().equals("kubernetes"));
    }

    @Test
    void followsALogToItsEnd() {
        run("web", "for i in $(seq 1 20000); do echo line $i; done; sleep 1");
        FollowedLog log = new FollowedLog(agent.uri(), "web", HEADERS);
        assertThat(CompletableFuture.supplyAsync(log::follow).join()).isEqualTo(200);
        assertThat(log.texts()).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(log.endReason()).isEqualTo("log-ended");
        assertThat(agent.get(ALL + "/web/logs?pod=web-0&container=app&tail=1", HEADERS)
                        .body())
                .isEqualTo("line 20000\n");
        assertThat(agent.get(ALL + "/web/logs?pod=db-0", HEADERS).status()).isEqualTo(404);
        assertThat(agent.get(ALL + "/web/logs?previous=yes", HEADERS).status()).isEqualTo(400);
    }

    @Test
    void restartsAndPausesNot() {
        run("web", "sleep 1000");
        assertThat(post(ALL + "/web/restart", null).status()).isEqualTo(204);
        assertThat(restartedAt()).isNotNull();
        RawHttp.Answer paused = post(ALL + "/web/pause", null);
        assertThat(paused.status()).isEqualTo(409);
        assertThat(paused.text()).contains("A workload in Kubernetes cannot be paused");
    }

    @Test
    void actsByCommands() {
        run("web", "echo begun; sleep 1000");
        agent.waitFor(
                "the cluster", () -> assertThat(command("docker:restart:web")).contains("\"success\""));
        assertThat(restartedAt()).isNotNull();
        assertThat(command("docker:logs:web")).contains("begun");
    }

    private static String command(String name) {
        return post("/api/v1/commands/execute", "{\"id\":\"c\",\"name\":\"" + name + "\",\"params\":{}}")
                .text();
    }

    @Test
    void aServerThatHangsHoldsUpNobodyAndIsFoundAgain() {
        run("web", "sleep 1000");
        cluster.fail(Fault.HANG_IN_BODY);
        CompletableFuture<Integer> asked =
                CompletableFuture.supplyAsync(() -> agent.get(ALL, HEADERS).status());
        assertThat(agent.get("/health").status()).isEqualTo(200);
        assertThat(agent.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(asked.join()).isEqualTo(503);
        cluster.fail(null);
        assertThat(json(ALL).path("containers")).hasSize(1);
    }
}
