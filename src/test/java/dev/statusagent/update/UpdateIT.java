package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.SslContexts;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
    private static final String NOT_MANAGED =
            "status: HTTP 409 The agent was not started by its launcher through the link of the current release";
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
        return agentWithoutToken().secret("AGENT_TOKEN", TOKEN);
    }

    private PackagedAgentBuilder agentWithoutToken() {
        return PackagedAgent.builder()
                .installedAs(release.launcher())
                .env("AGENT_ID", ID)
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

    private static Answer call(PackagedAgent agent, String method, String path, String body) {
        SignedRequest request = new SignedRequest(ID, TOKEN, path);
        request.method = method;
        String[] headers = (body == null ? request : request.body(body).header("Content-Type", "application/json"))
                .sign().headers.stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new);
        return agent.request(method, path, body, headers);
    }

    private static List<String> metrics(PackagedAgent agent) {
        return agent.get("/metrics", "Accept", "text/plain").body().lines().toList();
    }

    private static JsonNode json(Answer answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** The command line of the release, which runs where the agent does not. */
    private PackagedAgentBuilder update(PackagedAgent agent, String... arguments) {
        List<String> all = new ArrayList<>(List.of("update", "--url=" + agent.uri()));
        all.addAll(1, List.of(arguments));
        return PackagedAgent.builder()
                .installedAs(release.launcher())
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .args(all.toArray(String[]::new));
    }

    private static JsonNode job(PackagedAgent agent, String id) throws IOException {
        return json(call(agent, "GET", "/api/self/update/status/" + id, null));
    }

    private static String prepared(PackagedAgent agent, String version) throws IOException {
        Answer started = call(agent, "POST", "/api/self/update/start", "{\"version\":\"%s\"}".formatted(version));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
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
        Answer deployed = call(agent, "POST", "/api/self/update/deploy", "{\"job_id\":\"%s\"}".formatted(job));
        assertThat(deployed.status()).as(deployed.body()).isEqualTo(202);
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
            assertThat(metrics(agent))
                    .contains(
                            "status_build_info{version=\"1.0.1\",} 1.0",
                            "status_update_state{state=\"live\",} 1.0",
                            "status_updates_total{outcome=\"live\",} 1.0");
            assertThat(files(storage())).containsExactly("current", "jobs", "previous", "releases", "work");
            assertThat(files(storage().resolve("work"))).isEmpty();
            assertThat(agent.output()).anyMatch(line -> line.contains("\"event\":\"update_deployed\""));
            rollBack(agent);
            assertThat(agent.stop()).isEqualTo(143);
        }
    }

    private void rollBack(PackagedAgent agent) throws IOException {
        Ended back = update(agent, "rollback").runToEnd();
        assertThat(back).isEqualTo(new Ended(0, List.of("Release 1.0.0 runs"), List.of("status: restarting")));
        awaitRelease(agent, BuiltRelease.VERSION);
        Ended again = update(agent, "rollback").runToEnd();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.stderr()).containsExactly("status: HTTP 409 There is no release before the running one");
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
            awaitRelease(agent, BuiltRelease.VERSION);
            Ended applied = update(agent, "apply", "1.0.2").runToEnd();
            assertThat(applied.exitCode()).isEqualTo(1);
            assertThat(applied.stderr())
                    .last()
                    .isEqualTo("status: Release 1.0.2: ended with exit code 1 before it was live (fell_back)");
            for (String version : List.of("1.0.3", "1.0.4")) {
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
            assertThat(metrics(agent))
                    .contains(
                            "status_update_state{state=\"fell_back\",} 1.0",
                            "status_updates_total{outcome=\"fell_back\",} 1.0");
            assertThat(files(storage().resolve("releases"))).containsExactly(BuiltRelease.VERSION);
            assertThat(agent.output()).anyMatch(line -> line.contains("ended with exit code 1 before it was live"));
            assertThat(agent.output()).anyMatch(line -> line.contains("not live within 6 s"));
            assertThat(agent.output())
                    .anyMatch(line ->
                            line.contains("\"event\":\"update_rolled_back\"") && line.contains("\"actor\":\"system\""));
        }
    }

    @Test
    void staysOnTheNextReleaseWhileVaultIsAwayWhereTheOnlyPortServesTls() throws Exception {
        install();
        try (VaultDouble vault = VaultDouble.start()) {
            vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
            vault.kv2("status_panel");
            vault.write("status_panel", "default/token", Map.of("token", TOKEN));
            try (PackagedAgent agent = overTls(agentWithoutToken())
                    .env("VAULT_ADDRESS", vault.address())
                    .secret("VAULT_TOKEN", vault.createToken(TokenSpec.withPolicies("agent")))
                    .env("STATUS_TOKEN_REFRESH_INTERVAL", "2s")
                    .start()) {
                awaitRelease(agent, BuiltRelease.VERSION);
                vault.stop();
                String cacert = "--cacert=" + certificates.rootCaFile();
                try (PackagedAgent apply = update(agent, "apply", NEXT, cacert).begin()) {
                    awaitRelease(agent, NEXT);
                    assertThat(agent.get("/health").body()).contains("\"last_refresh_ok\":false");
                    assertThat(apply.isRunning()).isTrue(); // the agent has no token yet, and refuses everybody
                    vault.restart();
                    assertThat(apply.awaitExit()).as(apply.output().toString()).isZero();
                    assertThat(apply.stdout()).containsExactly("Release 1.0.1 runs");
                    assertThat(apply.stderr())
                            .containsOnlyOnce("status: downloading")
                            .last()
                            .isEqualTo("status: restarting");
                }
                assertThat(agent.get("/health").body()).contains("\"last_refresh_ok\":true");
                assertThat(update(agent, "check", cacert).runToEnd().stdout())
                        .contains("running  1.0.1", "before   1.0.0", "managed  yes");
            }
        }
    }

    /** On all addresses, with a certificate that names none of them. */
    private PackagedAgentBuilder overTls(PackagedAgentBuilder agent) {
        Path certificate = Pem.writeCertificates(
                directory.resolve("tls.crt"), certificates.byName().certificate(), certificates.intermediateCa());
        Path key = Pem.writePkcs8(
                directory.resolve("tls.key"), certificates.byName().key());
        return agent.env("STATUS_TLS_CERT", certificate.toString())
                .env("STATUS_TLS_KEY", key.toString())
                .env("STATUS_PANEL_BIND", "0.0.0.0")
                .https(SslContexts.client(certificates.rootCa()));
    }

    @Test
    void cannotBeReplacedWhereNoLauncherStartedIt() throws Exception {
        Publication.of("1.0.5", BuiltRelease.scripted("1.0.5", "#!/bin/sh\n"), keys)
                .publish(host);
        try (PackagedAgent agent = agent().start()) {
            Ended stranger = update(agent, "rollback")
                    .secret("AGENT_TOKEN", "somebody-else-0123456789-0123456789")
                    .runToEnd();
            assertThat(stranger.exitCode()).isEqualTo(4);
            assertThat(stranger.stderr()).singleElement().asString().startsWith("status: HTTP 401 ");
            refused(update(agent, "rollback"), NOT_MANAGED);
            Ended applied = update(agent, "apply", "1.0.5").runToEnd();
            assertThat(applied.exitCode()).isEqualTo(1);
            assertThat(applied.stdout()).isEmpty();
            assertThat(applied.stderr()).last().isEqualTo(NOT_MANAGED);
            refused(
                    update(agent, "apply", "0.9.0"),
                    "status: HTTP 409 Version 0.9.0 is not newer than the running 1.0.0");
        }
    }

    @Test
    void commandLineSaysWhatTheSourceDoesAndThatTheAgentGoesOnWithoutIt() throws Exception {
        byte[] archive = BuiltRelease.scripted("1.0.6", "#!/bin/sh\n");
        Publication publication = Publication.of("1.0.6", archive, keys);
        CountDownLatch sent = new CountDownLatch(1);
        try (PackagedAgent agent = agent().start()) {
            host.on("/releases/latest.json", ReleaseHost.status("502 Bad Gateway"));
            refused(
                    update(agent, "check"),
                    "status: HTTP 503 The source of updates does not say what the newest release is");
            publication.publish(host);
            host.on(publication.archivePath(), out -> {
                sent.await();
                ReleaseHost.ok(archive.length, archive).answer(out);
            });
            String lastWords;
            try (PackagedAgent apply = update(agent, "apply").begin()) {
                apply.waitForOutput("status: downloading");
                refused(update(agent, "apply", "1.0.6"), "status: HTTP 409 Another update is under way");
                assertThat(apply.stop()).isEqualTo(143);
                lastWords = apply.stderr().get(apply.stderr().size() - 1);
            }
            assertThat(lastWords)
                    .startsWith(
                            "status: the agent goes on, and deploys nothing before it is asked to: status call GET /");
            String id = lastWords.substring(lastWords.lastIndexOf('/') + 1);
            assertThat(job(agent, id).path("phase").asText()).isEqualTo("downloading");
            sent.countDown();
            waitFor(
                    agent,
                    "the download",
                    () -> assertThat(job(agent, id).path("phase").asText()).isEqualTo("completed"));
        } finally {
            sent.countDown();
        }
    }

    private static void refused(PackagedAgentBuilder commandLine, String reason) {
        assertThat(commandLine.runToEnd()).isEqualTo(new Ended(1, List.of(), List.of(reason)));
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
