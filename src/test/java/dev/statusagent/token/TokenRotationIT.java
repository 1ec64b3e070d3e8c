package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.TokenSpec;
import dev.statusagent.testing.vault.VaultDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application and its token, in real time with short settings; each agent's output is searched for secrets. */
class TokenRotationIT {
    private static final String ID = "agent-1";
    private static final String FIRST = "first-token-0123456789-0123456789";
    private static final String SECOND = "second-token-0123456789-0123456789";

    @TempDir
    Path directory;

    @Test
    void rotatesOverMutualTlsWithAPinAndAppRole() {
        TestCertificates certificates = TestCertificates.in(directory);
        try (VaultDouble vault = filled(VaultDouble.builder()
                .tls(certificates)
                .clientCertificateRequired(true)
                .start())) {
            var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
            try (PackagedAgent agent = agent().env("VAULT_ADDRESS", vault.address())
                    .env("VAULT_AUTH", "approle")
                    .env("VAULT_ROLE_ID", credentials.roleId())
                    .secret("VAULT_SECRET_ID", credentials.secretId())
                    .env("VAULT_CACERT", certificates.rootCaFile().toString())
                    .env("VAULT_CERT_SHA256", certificates.server().pin())
                    .env("VAULT_CLIENT_CERT", certificates.clientFile().toString())
                    .env("VAULT_CLIENT_KEY", certificates.clientKeyFile().toString())
                    .start()) {
                agent.waitFor(
                        "the first token",
                        () -> assertThat(token(agent, FIRST).status()).isEqualTo(200));
                vault.write("status_panel", "default/token", Map.of("token", SECOND));
                Answer answer = token(agent, SECOND);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("\"token_version\":2", "\"vault_privileges\":\"minimal\"");
                assertThat(token(agent, FIRST).status()).isEqualTo(401);
                agent.waitForOutput("\"event\":\"token_rotated\"");
                vault.requests()
                        .forEach(request -> request.token()
                                .ifPresent(vaultToken -> agent.registerSecret("Vault token", vaultToken)));
            }
        }
    }

    /** Three agents at once, since most of the time is spent on waiting for a Vault that does not answer. */
    @Test
    void staysUpThroughEachFaultKeepsItsTokenAndRecovers() {
        List<List<Trouble>> shares = List.of(
                List.of(
                        new Trouble(Fault.status(503, "{\"errors\":[\"Vault is sealed\"]}"), "vault_sealed"),
                        new Trouble(Fault.status(429), "vault_unreachable"),
                        new Trouble(Fault.status(472), "vault_unreachable"),
                        new Trouble(Fault.status(473), "vault_unreachable"),
                        new Trouble(Fault.status(500), "vault_unreachable"),
                        new Trouble(Fault.slow(Duration.ofMinutes(1)), "vault_unreachable")),
                List.of(
                        new Trouble(Fault.status(502), "vault_unreachable"),
                        new Trouble(Fault.status(503), "vault_unreachable"),
                        new Trouble(Fault.status(403), "vault_denied"),
                        new Trouble(Fault.status(404), "secret_missing"),
                        new Trouble(Fault.redirect(302, "http://127.0.0.1:1/"), "vault_unreachable"),
                        new Trouble(Fault.hangBeforeHeaders(), "vault_unreachable")),
                List.of(
                        new Trouble(Fault.notJson(), "secret_invalid"),
                        new Trouble(Fault.garbage(), "vault_unreachable"),
                        new Trouble(Fault.cut(), "vault_unreachable"),
                        new Trouble(Fault.cutMidBody(), "vault_unreachable"),
                        new Trouble(Fault.endlessBody(), "vault_unreachable"),
                        new Trouble(Fault.hangMidBody(), "vault_unreachable")));
        ExecutorService threads = Executors.newFixedThreadPool(shares.size());
        try {
            CompletableFuture.allOf(shares.stream()
                            .map(share -> CompletableFuture.runAsync(() -> survivesAll(share), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }

    /** A fault, and what the agent calls it. */
    private record Trouble(Fault fault, String error) {}

    private static void survivesAll(List<Trouble> share) {
        try (VaultDouble vault = filled(VaultDouble.start());
                PackagedAgent agent = withVault(vault).start()) {
            agent.waitFor(
                    "the first token",
                    () -> assertThat(token(agent, FIRST).status()).isEqualTo(200));
            share.forEach(trouble -> survives(vault, agent, trouble.fault(), trouble.error()));
        }
    }

    private static void survives(VaultDouble vault, PackagedAgent agent, Fault fault, String error) {
        vault.fault(fault);
        agent.waitFor(
                error,
                () -> assertThat(agent.get("/health").body())
                        .contains("\"last_error\":\"" + error + '"', "\"status\":\"degraded\""));
        assertThat(token(agent, FIRST).status()).isEqualTo(200);
        assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
        vault.clearFaults();
        agent.waitFor(
                "recovery",
                () -> assertThat(agent.get("/health").body()).contains("\"last_error\":null", "\"status\":\"ok\""));
    }

    @Test
    void isNotReadyOnceItsTokenIsTooOldAndReadyAgainWithVault() {
        try (VaultDouble vault = filled(VaultDouble.start());
                PackagedAgent agent =
                        withVault(vault).env("STATUS_TOKEN_MAX_AGE", "3s").start()) {
            agent.waitFor("ready", () -> assertThat(ready(agent)).isEqualTo(200));
            vault.stop();
            agent.waitFor("not ready", () -> assertThat(ready(agent)).isEqualTo(503));
            assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
            assertThat(agent.get("/health").body()).contains("\"last_error\":\"vault_unreachable\"");
            assertThat(token(agent, FIRST).status()).isEqualTo(200);
            vault.restart();
            agent.waitFor("ready again", () -> assertThat(ready(agent)).isEqualTo(200));
        }
    }

    @Test
    void hasStartedOnceTheFirstAttemptEndedWellOrNot() {
        try (VaultDouble vault = filled(VaultDouble.start())) {
            vault.fault(Fault.hangBeforeHeaders());
            try (PackagedAgent agent = withVault(vault).start()) {
                assertThat(agent.get("/q/health/started").status()).isEqualTo(503);
                assertThat(agent.get("/q/health/live").status()).isEqualTo(200);
                assertThat(agent.get("/health").body())
                        .contains("\"token_age_seconds\":null", "\"last_refresh_ok\":null", "\"last_error\":null");
                agent.waitFor(
                        "started",
                        () -> assertThat(agent.get("/q/health/started").status())
                                .isEqualTo(200));
                assertThat(ready(agent)).isEqualTo(503);
                vault.clearFaults();
                agent.waitFor("ready", () -> assertThat(ready(agent)).isEqualTo(200));
            }
        }
    }

    @Test
    void beginsWithTheStaticTokenAndForgetsItOnceVaultDelivers() {
        try (VaultDouble vault = filled(VaultDouble.start())) {
            vault.seal();
            try (PackagedAgent agent =
                    withVault(vault).secret("AGENT_TOKEN", SECOND).start()) {
                assertThat(token(agent, SECOND).status()).isEqualTo(200);
                assertThat(agent.get("/health").body()).contains("\"last_refresh_ok\":false");
                vault.unseal();
                agent.waitFor(
                        "Vault's token",
                        () -> assertThat(token(agent, FIRST).status()).isEqualTo(200));
                assertThat(token(agent, SECOND).status()).isEqualTo(401);
                agent.waitForOutput("AGENT_TOKEN is ignored from now on");
            }
        }
    }

    @Test
    void takesUpAFileWithinASecondHoweverItIsReplaced() throws Exception {
        Path file = directory.resolve("token");
        publish(0);
        Files.createSymbolicLink(file, Path.of("..data/token"));
        PackagedAgentBuilder builder = PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .env("RATE_LIMIT_PER_MIN", "100000")
                .env("STATUS_TOKEN_FILE", file.toString());
        for (int number = 0; number <= 5; number++) {
            builder.registerSecret("token " + number, numbered(number));
        }
        try (PackagedAgent agent = builder.start()) {
            agent.waitFor(
                    "the first token",
                    () -> assertThat(token(agent, numbered(0)).status()).isEqualTo(200));
            List<Duration> delays = new ArrayList<>();
            for (int number = 1; number <= 5; number++) {
                publish(number);
                long replaced = System.nanoTime();
                String before = numbered(number - 1);
                agent.waitFor(
                        "the end of the old token",
                        () -> assertThat(token(agent, before).status()).isEqualTo(401));
                delays.add(Duration.ofNanos(System.nanoTime() - replaced));
                assertThat(token(agent, numbered(number)).status()).isEqualTo(200);
            }
            Collections.sort(delays);
            assertThat(delays.get(2)).as("median of five").isLessThan(Duration.ofSeconds(1));
        }
    }

    /** What the kubelet does with a mounted Secret: a new directory, then one atomic switch of {@code ..data}. */
    private void publish(int number) throws IOException {
        Path version = Files.createDirectory(directory.resolve("..version-" + number));
        Files.writeString(version.resolve("token"), numbered(number) + "\n");
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), version.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String numbered(int number) {
        return "token-number-" + number + "-0123456789-0123456789";
    }

    private static PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .env("RATE_LIMIT_PER_MIN", "100000")
                .env("STATUS_TOKEN_REFRESH_INTERVAL", "1s")
                .registerSecret("first token", FIRST)
                .registerSecret("second token", SECOND);
    }

    private static PackagedAgentBuilder withVault(VaultDouble vault) {
        return agent().env("VAULT_ADDRESS", vault.address()).secret("VAULT_TOKEN", vault.createToken("agent"));
    }

    private static VaultDouble filled(VaultDouble vault) {
        vault.kv2("status_panel");
        vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
        vault.write("status_panel", "default/token", Map.of("token", FIRST));
        return vault;
    }

    private static Answer token(PackagedAgent agent, String token) {
        return agent.get("/api/v1/token", "X-Agent-Id", ID, "Authorization", "Bearer " + token);
    }

    private static int ready(PackagedAgent agent) {
        return agent.get("/q/health/ready").status();
    }
}
