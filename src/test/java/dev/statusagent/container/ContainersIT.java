package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.Program;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.docker.PrivateEngine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent beside a real engine, which is stopped, started and frozen. */
class ContainersIT {
    private static final String ID = "agent-containers";
    private static final String TOKEN = "containers-token-0123456789abcdef";
    private static final String[] HEADERS = {"X-Agent-Id", ID, "Authorization", "Bearer " + TOKEN};
    private static final String ALL = "/api/v1/containers";
    private static final int LINES = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static PrivateEngine engine;
    private static PackagedAgent agent;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        engine = PrivateEngine.start();
        agent = PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("RATE_LIMIT_PER_MIN", "100000")
                .env("DOCKER_HOST", engine.host())
                .start();
    }

    @AfterAll
    static void stop() {
        try {
            if (agent != null) {
                agent.close();
            }
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    @AfterEach
    void clear() {
        engine.clear();
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

    private static CompletableFuture<Integer> follow(FollowedLog log) {
        return CompletableFuture.supplyAsync(log::follow);
    }

    private static FollowedLog logOf(String container) {
        return new FollowedLog(agent.uri(), container, HEADERS);
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    @Test
    void followsAHundredThousandLinesAndWaitsForASlowReaderWithoutKeepingThem() throws IOException {
        engine.run("writer", "while [ ! -e /go ]; do sleep 1; done; seq 1 " + LINES);
        FollowedLog fast = logOf("writer");
        CompletableFuture<Integer> reading = follow(fast);
        try (Socket slow = new Socket(agent.uri().getHost(), agent.uri().getPort())) {
            slow.getOutputStream()
                    .write(("GET " + ALL
                                    + "/writer/logs?follow=true&tail=all HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "X-Agent-Id: " + ID + "\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(slow.getInputStream());
            assertThat(in.read()).isEqualTo('H');
            long before = heapAfterCollection();
            engine.docker("exec", "writer", "sh", "-c", "echo > /go");
            assertThat(reading.join()).isEqualTo(200);
            assertThat(heapAfterCollection() - before)
                    .as("growth of the heap while one reader waits")
                    .isLessThan(4 << 20);
            List<String> wanted =
                    IntStream.rangeClosed(1, LINES).mapToObj(String::valueOf).toList();
            assertThat(fast.texts()).isEqualTo(wanted);
            assertThat(fast.endReason()).isEqualTo("log-ended");
            String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.util.regex.Pattern.compile("\"text\":\"(\\d+)\"")
                            .matcher(rest)
                            .results()
                            .map(line -> line.group(1))
                            .toList())
                    .isEqualTo(wanted);
        }
    }

    private long heapAfterCollection() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
        Program.run(directory, Map.of(), "", List.of(jcmd.toString(), String.valueOf(agent.pid()), "GC.run"));
        return agent.get("/metrics", "Accept", "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void losesNoLineWhenTheEngineIsStoppedAndStarted() {
        engine.run("ticker", "trap 'exit 0' TERM; while :; do i=$((i+1)); echo $i; usleep 5000; done");
        FollowedLog log = logOf("ticker");
        CompletableFuture<Integer> first = follow(log);
        await("lines", () -> log.size() > 100);
        engine.stop();
        assertThat(first.join()).isEqualTo(200);
        assertThat(log.endReason()).isIn("log-ended", "runtime-away");
        Answer away = agent.get(ALL, HEADERS);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers().get("retry-after")).isNotEmpty();
        assertThat(log.follow()).isEqualTo(503);
        await("the loss to be seen", () -> runtime().equals("none"));
        engine.resume();
        await("the engine to be found", () -> runtime().equals("docker"));
        engine.docker("start", "ticker");
        int before = log.size();
        CompletableFuture<Integer> second = follow(log);
        await("more lines", () -> log.size() > before + 100);
        engine.docker("stop", "-t", "5", "ticker");
        assertThat(second.join()).isEqualTo(200);
        assertThat(log.texts())
                .isEqualTo(engine.docker("logs", "ticker").lines().toList());
    }

    private static String runtime() {
        return json("/capabilities").path("runtime").asText();
    }

    @Test
    void anEngineThatHangsHoldsUpNobody() {
        engine.run("web", "sleep 1000");
        engine.freeze();
        try {
            List<CompletableFuture<Integer>> asked = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> agent.get(ALL, HEADERS).status()))
                    .toList();
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(agent.get("/health").status()).isEqualTo(200);
                assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
            asked.forEach(answer -> assertThat(answer.join()).isEqualTo(503));
        } finally {
            engine.thaw();
        }
        assertThat(json(ALL).path("containers")).hasSize(1);
    }

    @Test
    void servesTwentyContainers() {
        IntStream.range(10, 30).forEach(i -> engine.run("c" + i, "sleep 1000"));
        JsonNode containers = json(ALL).path("containers");
        assertThat(containers.findValuesAsText("name"))
                .isEqualTo(IntStream.range(10, 30).mapToObj(i -> "c" + i).toList());
        assertThat(containers.findValuesAsText("state")).containsOnly("running");
        List<CompletableFuture<JsonNode>> stats = IntStream.range(10, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> json(ALL + "/c" + i + "/stats")))
                .toList();
        stats.forEach(
                one -> assertThat(one.join().path("memory_used_bytes").asLong()).isPositive());
        assertThat(json(ALL + "/health").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void showsWhereAPortIsPublished() {
        engine.docker("network", "create", "shop");
        try {
            engine.docker(
                    "run",
                    "-d",
                    "--name=web",
                    "--network=shop",
                    "--publish=127.0.0.1::80",
                    "--expose=53/udp",
                    PrivateEngine.IMAGE,
                    "sleep",
                    "1000");
            String published = engine.docker("port", "web", "80/tcp").strip();
            JsonNode ports = json(ALL + "/web").path("ports");
            assertThat(ports)
                    .extracting(JsonNode::toString)
                    .containsExactlyInAnyOrder(
                            "{\"container_port\":53,\"protocol\":\"udp\",\"host_ip\":null,\"host_port\":null}",
                            "{\"container_port\":80,\"protocol\":\"tcp\",\"host_ip\":\"127.0.0.1\",\"host_port\":"
                                    + published.replace("127.0.0.1:", "") + "}");
            assertThat(json(ALL).at("/containers/0/ports")).isEqualTo(ports);
        } finally {
            engine.clear();
            engine.docker("network", "rm", "shop");
        }
    }

    @Test
    void theEndOfTheAgentEndsTheStreams() {
        engine.run("web", "echo begun; sleep 1000");
        try (PackagedAgent other = PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_RUNTIME", "docker")
                .env("DOCKER_SOCK", engine.host())
                .start()) {
            FollowedLog log = new FollowedLog(other.uri(), "web", HEADERS);
            CompletableFuture<Integer> reading = follow(log);
            await("a line", () -> log.size() == 1);
            long start = System.nanoTime();
            assertThat(other.stop()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(reading.join()).isEqualTo(200);
            assertThat(log.endReason()).isEqualTo("agent-stops");
        }
    }
}
