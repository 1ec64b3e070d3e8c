package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.BuiltRelease;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import dev.statusagent.testing.vault.TokenSpec;
import dev.statusagent.testing.vault.VaultDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real updates of a real installation: the release that the build has made, its launcher, and a server of releases. */
class UpdateIT {
    private static final String ID = "updated-agent";
    private static final String TOKEN = "updated-agent-token-0123456789-0123456789";
    private static final String NEXT = "1.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    static TestCertificates certificates;
    static KeyPair keys = Publication.keys();
    static ReleaseHost host;
    private BuiltRelease release;

    @BeforeAll
    static void publish() throws IOException {
        certificates = TestCertificates.in(shared);
        host = ReleaseHost.https(certificates.serverTls());
        BuiltRelease built = BuiltRelease.unpackedIn(shared.resolve("built"));
        Publication.of(NEXT, built.as(NEXT, shared.resolve("next")), keys).publish(host);
    }

    @AfterAll
    static void close() throws IOException {
        host.close();
    }

    @BeforeEach
    void unpack() throws IOException {
        release = BuiltRelease.unpackedIn(directory.resolve("opt"));
    }

    private PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .installedAs(release.launcher())
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_DATA_DIR", directory.resolve("data").toString())
                .env("RATE_LIMIT_PER_MIN", "1000000")
                .env("UPDATE_SERVER_URL", host.uri().toString())
                .env("UPDATE_CACERT", certificates.rootCaFile().toString())
                .env("UPDATE_PUBLIC_KEY", Publication.publicKey(keys))
                .env("QUARKUS_LOG_CATEGORY__DEV_STATUSAGENT__LEVEL", "INFO");
    }

    private void install() {
        assertThat(agent().args("install").runToEnd().exitCode()).isZero();
    }

    private Path storage() {
        return directory.resolve("data/updates");
    }

    private static RawHttp.Answer call(PackagedAgent agent, String method, String path, String body) {
        SignedRequest request = new SignedRequest(ID, TOKEN, path);
        request.method = method;
        return (body == null ? request : request.body(body)).sign().send(agent.uri());
    }

    private static JsonNode json(RawHttp.Answer answer) throws IOException {
        return JSON.readTree(answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4));
    }

    private static JsonNode job(PackagedAgent agent, String id) throws IOException {
        return json(call(agent, "GET", "/api/self/update/status/" + id, null));
    }

    private static String prepared(PackagedAgent agent, String version) throws IOException {
        RawHttp.Answer started =
                call(agent, "POST", "/api/self/update/start", "{\"version\":\"%s\"}".formatted(version));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String id = json(started).path("job_id").asText();
        waitFor(
                agent,
                "the release",
                () -> assertThat(job(agent, id).path("phase").asText()).isIn("completed", "failed"));
        assertThat(job(agent, id).path("phase").asText())
                .as(job(agent, id).toString())
                .isEqualTo("completed");
        return id;
    }

    private static void deploy(PackagedAgent agent, String job) {
        RawHttp.Answer deployed = call(agent, "POST", "/api/self/update/deploy", "{\"job_id\":\"%s\"}".formatted(job));
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(202);
    }

    /** Waits over the time in which nobody listens. */
    private static void waitFor(PackagedAgent agent, String what, ThrowingRunnable assertion) {
        agent.waitFor(what, () -> {
            try {
                assertion.run();
            } catch (UncheckedIOException e) {
                throw new AssertionError("the agent restarts", e);
            }
        });
    }

    private void awaitRelease(PackagedAgent agent, String version) {
        waitFor(agent, "release " + version, () -> {
            assertThat(agent.get("/capabilities").body()).contains("\"version\":\"" + version + "\"");
            assertThat(storage().resolve("trial")).doesNotExist();
        });
    }

    private List<String> files(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Enqueues commands until it is told to stop, and keeps the ids of those that were accepted. */
    private static final class Caller implements AutoCloseable {
        final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;

        Caller(PackagedAgent agent) {
            thread = new Thread(() -> call(agent));
            thread.start();
        }

        private void call(PackagedAgent agent) {
            for (int number = 0; !stopped.get(); number++) {
                String id = "over-the-update-" + number;
                try {
                    int status = UpdateIT.call(
                                    agent,
                                    "POST",
                                    "/api/v1/commands/enqueue",
                                    "{\"id\":\"%s\",\"name\":\"echo %s\",\"params\":{\"timeout_secs\":60}}"
                                            .formatted(id, id))
                            .status();
                    if (status == 202) {
                        accepted.add(id);
                    }
                } catch (UncheckedIOException e) {
                    // the agent restarts
                }
            }
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void becomesTheNextReleaseWithoutLosingACommandAndGoesBackOnRequest() throws Exception {
        install();
        try (PackagedAgent agent = agent().start()) {
            awaitRelease(agent, BuiltRelease.VERSION);
            String id = prepared(agent, NEXT);
            Caller caller = new Caller(agent);
            try (caller) {
                waitFor(agent, "commands", () -> assertThat(caller.accepted).hasSizeGreaterThan(20));
                deploy(agent, id);
                awaitRelease(agent, NEXT);
                int before = caller.accepted.size();
                waitFor(
                        agent,
                        "more commands",
                        () -> assertThat(caller.accepted).hasSizeGreaterThan(before + 20));
            }
            for (String command : caller.accepted) {
                waitFor(agent, "the end of " + command, () -> {
                    JsonNode state = json(call(agent, "GET", "/api/v1/commands/" + command, null));
                    assertThat(state.path("state").asText()).isEqualTo("done");
                    assertThat(state.path("result")
                                    .path("result")
                                    .path("stdout")
                                    .asText())
                            .isEqualTo(command + "\n");
                });
            }
            assertThat(job(agent, id).path("deployment").asText()).isEqualTo("live");
            assertThat(files(storage())).containsExactly("current", "jobs", "previous", "releases", "work");
            assertThat(files(storage().resolve("work"))).isEmpty();
            assertThat(agent.output()).anyMatch(line -> line.contains("\"event\":\"update_deployed\""));
            rollBack(agent);
            assertThat(agent.stop()).isEqualTo(143);
        }
    }

    private void rollBack(PackagedAgent agent) throws IOException {
        assertThat(call(agent, "POST", "/api/self/update/rollback", null).status())
                .isEqualTo(202);
        awaitRelease(agent, BuiltRelease.VERSION);
        RawHttp.Answer again = call(agent, "POST", "/api/self/update/rollback", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("urn:status:problem:nothing-to-roll-back");
        assertThat(files(storage().resolve("releases"))).containsExactly(BuiltRelease.VERSION);
        assertThat(agent.output()).anyMatch(line -> line.contains("\"event\":\"update_rolled_back\""));
    }

    @Test
    void goesBackByItselfFromAReleaseThatDiesHangsOrNeverGetsLive() throws Exception {
        release.withLimits(6, 2);
        install();
        Map<String, String> scripts = Map.of(
                "1.0.2", "#!/bin/sh\nexit 1\n",
                "1.0.3", "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n",
                "1.0.4", """
                        #!/bin/sh
                        old=${0%/*}/../../1.0.0
                        unset STATUS_RELEASES
                        STATUS_APP_DIR=$old/app exec "$old/bin/status" serve
                        """);
        scripts.forEach((version, script) -> Publication.of(version, BuiltRelease.scripted(version, script), keys)
                .publish(host));
        try (PackagedAgent agent = agent().start()) {
            for (String version : List.of("1.0.2", "1.0.3", "1.0.4")) {
                awaitRelease(agent, BuiltRelease.VERSION);
                String id = prepared(agent, version);
                deploy(agent, id);
                waitFor(
                        agent,
                        "the way back from " + version,
                        () -> assertThat(job(agent, id).path("deployment").asText())
                                .isEqualTo("fell_back"));
                assertThat(job(agent, id).path("error").asText()).isEqualTo("fell_back");
            }
            awaitRelease(agent, BuiltRelease.VERSION);
            assertThat(files(storage().resolve("releases"))).containsExactly(BuiltRelease.VERSION);
            assertThat(agent.output()).anyMatch(line -> line.contains("ended with exit code 1 before it was live"));
            assertThat(agent.output()).anyMatch(line -> line.contains("not live within 6 s"));
            assertThat(agent.output())
                    .anyMatch(line ->
                            line.contains("\"event\":\"update_rolled_back\"") && line.contains("\"actor\":\"system\""));
        }
    }

    @Test
    void staysOnTheNextReleaseWhileVaultIsAway() throws Exception {
        install();
        try (VaultDouble vault = VaultDouble.start()) {
            vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
            vault.kv2("status_panel");
            vault.write("status_panel", "default/token", Map.of("token", TOKEN));
            try (PackagedAgent agent = agent().env("VAULT_ADDRESS", vault.address())
                    .secret("VAULT_TOKEN", vault.createToken(TokenSpec.withPolicies("agent")))
                    .env("STATUS_TOKEN_REFRESH_INTERVAL", "2s")
                    .start()) {
                awaitRelease(agent, BuiltRelease.VERSION);
                String id = prepared(agent, NEXT);
                vault.stop();
                deploy(agent, id);
                awaitRelease(agent, NEXT);
                assertThat(agent.get("/health").body()).contains("\"last_refresh_ok\":false");
                vault.restart();
                waitFor(
                        agent,
                        "Vault",
                        () -> assertThat(agent.get("/health").body()).contains("\"last_refresh_ok\":true"));
                assertThat(agent.get("/capabilities").body()).contains(NEXT);
            }
        }
    }

    @Test
    void cannotBeReplacedWhereNoLauncherStartedIt() throws Exception {
        try (PackagedAgent agent = agent().start()) {
            RawHttp.Answer refused = call(agent, "POST", "/api/self/update/rollback", null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("urn:status:problem:not-managed");
            String id = prepared(agent, NEXT);
            RawHttp.Answer deployed =
                    call(agent, "POST", "/api/self/update/deploy", "{\"job_id\":\"%s\"}".formatted(id));
            assertThat(deployed.status()).isEqualTo(409);
            assertThat(deployed.text()).contains("urn:status:problem:not-managed");
        }
    }

    @Test
    void endsTheReleaseWhenTheLauncherIsToldTo() throws Exception {
        install();
        try (PackagedAgent agent = agent().start()) {
            awaitRelease(agent, BuiltRelease.VERSION);
            List<ProcessHandle> children =
                    ProcessHandle.of(agent.pid()).orElseThrow().descendants().toList();
            assertThat(children).isNotEmpty();
            assertThat(agent.stop()).isEqualTo(143);
            Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
