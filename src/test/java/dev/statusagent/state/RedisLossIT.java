package dev.statusagent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.redis.RedisUsers;
import dev.statusagent.testing.redis.TlsTunnel;
import dev.statusagent.testing.tls.TestCertificates;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents do while the Redis that they share is away, and what they know afterwards. */
class RedisLossIT {
    private static final String TOKEN_PATH = "/api/v1/token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void letsNoReplayThroughWhileRedisIsKilledUnderLoadAndGoesOnByItself() throws InterruptedException {
        try (Replicas replicas = new Replicas(data, 2)) {
            String cookie = Replicas.login(replicas.agent(0))
                    .header("Set-Cookie")
                    .orElseThrow()
                    .split(";", 2)[0];
            Map<SignedRequest, Queue<Integer>> sent = underLoad(replicas, () -> {
                replicas.redis().kill();
                replicas.all().forEach(agent -> agent.waitFor("unready", () -> Replicas.assertReady(agent, 503)));
            });
            assertThat(sent.values()).anyMatch(answers -> answers.contains(200));

            replicas.all().forEach(agent -> assertAway(replicas, agent, cookie));
            replay(sent, replicas.agent(0), 503);

            replicas.redis().start();
            replicas.all().forEach(agent -> agent.waitFor("ready", () -> Replicas.assertReady(agent, 200)));
            replicas.fillBucket();
            replicas.all()
                    .forEach(agent -> assertThat(
                                    overview(agent, cookie, "text/html").status())
                            .isEqualTo(200));
            replay(served(sent), replicas.agent(1), 409);
            assertThat(replicas.signed("POST", TOKEN_PATH)
                            .sign()
                            .send(replicas.agent(0).uri())
                            .status())
                    .isEqualTo(405);
            assertThat(sent.values())
                    .allMatch(answers ->
                            answers.stream().filter(status -> status == 200).count() <= 1);
        }
    }

    @Test
    void refusesWhatWasSignedBeforeRedisLostItsMemory() {
        try (Replicas replicas = new Replicas(data, 1)) {
            PackagedAgent agent = replicas.agent(0);
            SignedRequest captured = replicas.signed("GET", TOKEN_PATH).sign();
            assertThat(captured.send(agent.uri()).status()).isEqualTo(200);
            long made = Long.parseLong(captured.created);
            await().until(() -> Instant.now().getEpochSecond() > made);
            RedisUsers.command(replicas.redis(), "FLUSHALL");
            RawHttp.Answer again = captured.send(agent.uri());
            assertThat(again.status()).as(again.text()).isEqualTo(401);
            assertThat(again.text()).contains("urn:status:problem:signature-stale");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(replicas.signed("GET", TOKEN_PATH)
                                    .sign()
                                    .send(agent.uri())
                                    .status())
                            .isEqualTo(200));
        }
    }

    @Test
    void startsWithoutRedisAndIsReadyOnceThereIsOneByTls(@TempDir Path pki) {
        TestCertificates certificates = TestCertificates.in(pki);
        try (Replicas none = new Replicas(data, 0);
                TlsTunnel tunnel =
                        new TlsTunnel(certificates.serverTls(), none.redis().port())) {
            none.redis().kill();
            try (PackagedAgent agent = none.builder(RedisUsers.url("rediss", tunnel.port(), RedisUsers.PASSWORD))
                    .env("REDIS_CACERT", certificates.rootCaFile().toString())
                    .start()) {
                assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
                agent.waitFor(
                        "the first refresh",
                        () -> assertThat(agent.get("/q/health/started").status())
                                .isEqualTo(200));
                Answer ready = agent.get("/q/health/ready");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.body()).contains("state-store");
                none.redis().start();
                agent.waitFor("ready", () -> Replicas.assertReady(agent, 200));
            }
        }
    }

    /** Signed requests from four callers, during which the event happens; with the answers that each request got. */
    private static Map<SignedRequest, Queue<Integer>> underLoad(Replicas replicas, Runnable event)
            throws InterruptedException {
        Map<SignedRequest, Queue<Integer>> sent = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int caller = 0; caller < 4; caller++) {
            PackagedAgent agent = replicas.agent(caller);
            callers.execute(() -> {
                while (!over.get() && sent.size() < 400) {
                    SignedRequest request = replicas.signed("GET", TOKEN_PATH).sign();
                    sent.computeIfAbsent(request, unsent -> new ConcurrentLinkedQueue<>())
                            .add(request.send(agent.uri()).status());
                }
            });
        }
        await().atMost(PATIENCE).until(() -> sent.size() > 40);
        event.run();
        over.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        return sent;
    }

    /** Ten from an address, since a replay is a failure of its address. */
    private static void replay(Map<SignedRequest, Queue<Integer>> sent, PackagedAgent agent, int expected) {
        int number = 0;
        for (Map.Entry<SignedRequest, Queue<Integer>> each : sent.entrySet()) {
            RawHttp.Answer answer = each.getKey().send(agent.uri(), loopback(100 + number / 10));
            assertThat(answer.status()).as(answer.text()).isEqualTo(expected);
            each.getValue().add(answer.status());
            number++;
        }
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByName("127.0.0." + last);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<SignedRequest, Queue<Integer>> served(Map<SignedRequest, Queue<Integer>> sent) {
        Map<SignedRequest, Queue<Integer>> served = new ConcurrentHashMap<>(sent);
        served.values().removeIf(answers -> !answers.contains(200));
        return served;
    }

    private static void assertAway(Replicas replicas, PackagedAgent agent, String cookie) {
        assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
        for (String method : List.of("GET", "POST")) {
            RawHttp.Answer refused = replicas.signed(method, TOKEN_PATH).sign().send(agent.uri());
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.text()).contains("urn:status:problem:store-unavailable");
        }
        assertThat(replicas.read(agent).status()).isEqualTo(200);
        assertThat(Replicas.read(agent, "not-the-token-0123456789", "127.0.0.7").status())
                .isEqualTo(401);

        Answer page = overview(agent, cookie, "text/html");
        assertThat(page.status()).as(page.body()).isEqualTo(503);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(overview(agent, cookie, "application/json").status()).isEqualTo(503);
        assertThat(agent.get("/login", "Cookie", cookie, "Accept", "text/html").status())
                .isEqualTo(503);
        assertThat(agent.get("/api/v1/containers", "Cookie", cookie).status()).isEqualTo(503);
        assertThat(Replicas.login(agent).status()).isEqualTo(503);
    }

    private static Answer overview(PackagedAgent agent, String cookie, String type) {
        return agent.get("/", "Cookie", cookie, "Accept", type);
    }
}
