package dev.statusagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.Report;
import dev.statusagent.audit.chain.Verification;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the audit log of an agent that is killed while it answers signed requests, and of one whose disk is full. */
class KilledAuditIT {
    private static final String ID = "audited-agent";
    private static final String TOKEN = "audited-agent-token-0123456789-0123456789";
    private static final int CALLERS = 6;
    private static final int ROUNDS = 3;
    private static final int ENOUGH = 300;
    private static final Pattern REQUEST_ID = Pattern.compile("\"request_id\":\"([^\"]+)\"");

    @TempDir
    private Path data;

    private PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_DATA_DIR", data.toString())
                .env("STATUS_COMMANDS_WORKER", "false")
                .env("RATE_LIMIT_PER_MIN", "1000000")
                .env("QUARKUS_LOG_CATEGORY__DEV_STATUSAGENT__LEVEL", "INFO");
    }

    private static RawHttp.Answer get(PackagedAgent agent) {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/token");
        request.method = "GET";
        return request.sign().send(agent.uri());
    }

    private static RawHttp.Answer enqueue(PackagedAgent agent, String id) {
        return post(agent, "/api/v1/commands/enqueue", "{\"id\":\"%s\",\"name\":\"uname\"}".formatted(id));
    }

    private static RawHttp.Answer post(PackagedAgent agent, String path, String body) {
        return new SignedRequest(ID, TOKEN, path).body(body).sign().send(agent.uri());
    }

    @Test
    void hasEachRequestThatWasAnsweredBeforeItWasKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> answered = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (PackagedAgent agent = agent().start()) {
                answered.addAll(killWhileBusy(agent, random.nextInt(700)));
            }
            Report report = Verification.of(new ChainFiles(data));
            assertThat(report.finding()).as("seed %d, round %d", seed, round).isEmpty();
            assertThat(answered).as("answered and not in the log").isSubsetOf(logged());
        }
        System.out.printf("Killed %d times: %d answered requests, all in the audit log%n", ROUNDS, answered.size());
        Ended verified = agent().args("audit", "verify").runToEnd();
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.stdout()).singleElement().asString().contains("lines are in order, numbers 1 to ");
    }

    private Set<String> killWhileBusy(PackagedAgent agent, int millis) throws Exception {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> busy = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String prefix = agent.pid() + "-" + caller + "-";
                busy.add(callers.submit(() -> call(agent, prefix, answered)));
            }
            Awaitility.await().until(() -> answered.size() >= ENOUGH);
            TimeUnit.MILLISECONDS.sleep(millis); // any moment will do
            agent.kill();
            for (Future<?> caller : busy) {
                caller.get(30, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        return new HashSet<>(answered);
    }

    /** Reads and changes in turn, until the agent is dead. */
    private static void call(PackagedAgent agent, String prefix, Queue<String> answered) {
        try {
            for (int i = 0; ; i++) {
                RawHttp.Answer answer = i % 2 == 0 ? get(agent) : enqueue(agent, prefix + i);
                if (answer.status() == 0 || !answer.text().contains("\r\n\r\n")) {
                    return;
                }
                assertThat(answer.status()).isIn(200, 202);
                answered.add(answer.header("X-Request-Id"));
            }
        } catch (UncheckedIOException e) {
            // killed
        }
    }

    private Set<String> logged() throws IOException {
        Set<String> logged = new HashSet<>();
        for (Path file : new ChainFiles(data).all()) {
            Matcher ids = REQUEST_ID.matcher(Files.readString(file));
            while (ids.find()) {
                logged.add(ids.group(1));
            }
        }
        return logged;
    }

    @Test
    void changesNothingWhileItCannotBeWrittenAndGoesOnByItself() throws Exception {
        Path log = data.resolve("audit.jsonl");
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        try (PackagedAgent agent =
                agent().env("AGENT_SCOPES", "commands:enqueue").start()) {
            RawHttp.Answer refused = enqueue(agent, "refused");
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.text()).contains("urn:status:problem:audit-unwritable");
            assertThat(post(agent, "/api/v1/auth/rotate-token", "{}").status())
                    .as("who may not do it is told so")
                    .isEqualTo(403);
            RawHttp.Answer read = get(agent);
            assertThat(read.status()).isEqualTo(200);
            assertThat(agent.get("/q/health/ready").status()).isEqualTo(200);
            assertThat(agent.get("/q/health/ready").body()).containsPattern("\"writable\": ?false");
            assertThat(agent.get("/api/v1/commands/enqueue").status())
                    .as("a stranger learns nothing")
                    .isEqualTo(401);
            Files.delete(log);
            agent.waitFor(
                    "room",
                    () -> assertThat(enqueue(agent, "accepted").status()).isEqualTo(202));
            assertThat(logged()).contains(refused.header("X-Request-Id"), read.header("X-Request-Id"));
            assertThat(agent.get("/q/health/ready").body()).containsPattern("\"writable\": ?true");
            assertThat(Verification.of(new ChainFiles(data)).finding()).isEmpty();
        }
    }
}
