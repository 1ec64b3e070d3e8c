package dev.statusagent.command.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.dashboard.ControlPlane;
import dev.statusagent.testing.dashboard.Fault;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.vault.VaultDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged agent and a control plane that fails it in every way, in real time. The control plane stays away for some
 * seconds; {@code -Dstatus.test.outage-seconds=60} makes that a minute.
 */
class PullModeIT {
    private static final String TOKEN = "first-token-0123456789-0123456789";
    private static final String NEXT = "second-token-0123456789-0123456789";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("status.test.outage-seconds", 5));

    @TempDir
    private Path directory;

    private PackagedAgentBuilder agent(ControlPlane controlPlane) {
        return PackagedAgent.builder()
                .env("AGENT_ID", ControlPlane.AGENT_ID)
                .env("DASHBOARD_URL", controlPlane.url())
                .env("STATUS_DATA_DIR", directory.resolve("data").toString());
    }

    private PackagedAgentBuilder withStaticToken(ControlPlane controlPlane) {
        return agent(controlPlane).secret("AGENT_TOKEN", TOKEN);
    }

    private static ControlPlane controlPlane() {
        ControlPlane controlPlane = ControlPlane.start(TOKEN);
        controlPlane.longestPoll(Duration.ofSeconds(1));
        return controlPlane;
    }

    private static void awaitReport(ControlPlane controlPlane, PackagedAgent agent, String id) {
        agent.waitFor(
                "the report of " + id,
                () -> assertThat(controlPlane.reports(id)).isNotEmpty());
    }

    private static void assertDoneOnce(ControlPlane controlPlane, PackagedAgent agent, String id) {
        assertThat(controlPlane.reports(id)).as("reports of %s", id).hasSize(1);
        assertThat(executions(agent, id)).as("executions of %s", id).isEqualTo(1);
    }

    private static long executions(PackagedAgent agent, String id) {
        return agent.output().stream()
                .filter(line -> line.contains("\"event\":\"command_executed\"")
                        && !line.contains("\"outcome\":\"command-refused\"")
                        && line.contains("\"command_id\":\"" + id + '"'))
                .count();
    }

    @Test
    void runsAndReportsEachCommandOnceAcrossAllFaults() {
        List<Fault> faults = List.of(
                Fault.status(500),
                Fault.status(403),
                Fault.body(502, "<!doctype html><title>Bad gateway</title>"),
                Fault.redirect("http://127.0.0.1:1/"),
                Fault.cutMidBody(),
                Fault.endlessBody());
        try (ControlPlane controlPlane = controlPlane();
                PackagedAgent agent = withStaticToken(controlPlane).start()) {
            for (int i = 0; i < faults.size(); i++) {
                controlPlane.faultPolls(faults.get(i));
                agent.waitFor(
                        "the poll that fails",
                        () -> assertThat(controlPlane.isWithoutFaults()).isTrue());
                controlPlane.faultReports(faults.get(i));
                controlPlane.add("c-" + i, "echo command " + i);
                awaitReport(controlPlane, agent, "c-" + i);
            }
            controlPlane.faultPolls(Fault.body(200, "<!doctype html><title>Welcome</title>"));
            hang(controlPlane, agent);
            stayAway(controlPlane, agent);
            refuse(controlPlane, agent);
            for (int i = 0; i < faults.size(); i++) {
                assertDoneOnce(controlPlane, agent, "c-" + i);
                assertThat(controlPlane.reports("c-" + i).get(0))
                        .contains("\"status\":\"success\"", "command " + i, "\"lease_id\":\"");
            }
            assertThat(controlPlane.isWithoutFaults()).isTrue();
            assertThat(controlPlane.refusals()).isEmpty();
            String metrics = agent.get("/metrics", "Accept", "text/plain").body();
            assertThat(metrics)
                    .contains("status_dashboard_polls_total{outcome=\"command\"", "status_dashboard_reports_due 0.0");
        }
    }

    private static void hang(ControlPlane controlPlane, PackagedAgent agent) {
        controlPlane.faultPolls(Fault.hangMidBody());
        awaitFaults(controlPlane, agent);
        controlPlane.clearFaults();
        controlPlane.faultReports(Fault.hang());
        controlPlane.add("hung", "echo hung");
        awaitFaults(controlPlane, agent);
        controlPlane.clearFaults();
        awaitReport(controlPlane, agent, "hung");
        assertDoneOnce(controlPlane, agent, "hung");
    }

    private static void awaitFaults(ControlPlane controlPlane, PackagedAgent agent) {
        agent.waitFor(
                "the requests that fail",
                () -> assertThat(controlPlane.isWithoutFaults()).isTrue());
    }

    private static void stayAway(ControlPlane controlPlane, PackagedAgent agent) {
        controlPlane.disappear();
        controlPlane.add("away", "echo away");
        await("the outage").pollDelay(OUTAGE).atMost(OUTAGE.plus(PATIENCE)).until(() -> true);
        controlPlane.appear();
        controlPlane.endLeases(); // the last poll before may have taken it along
        await("the report after the outage")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(controlPlane.reports("away")).isNotEmpty());
        assertDoneOnce(controlPlane, agent, "away");
        agent.waitForOutput("The control plane can be asked for commands again");
    }

    private static void refuse(ControlPlane controlPlane, PackagedAgent agent) {
        controlPlane.add("refused", "rm -rf /");
        awaitReport(controlPlane, agent, "refused");
        assertThat(controlPlane.reports("refused")).singleElement().asString().contains("\"status\":\"failed\"");
        assertThat(executions(agent, "refused")).isZero();
    }

    @Test
    void reportsAfterAKillWhatItHadRunBeforeAndRunsItNoSecondTime() {
        try (ControlPlane controlPlane = controlPlane()) {
            controlPlane.faultReports(Fault.hang());
            controlPlane.add("c-1", "echo before the kill");
            try (PackagedAgent agent = withStaticToken(controlPlane).start()) {
                agent.waitFor(
                        "a report that hangs",
                        () -> assertThat(controlPlane.targets()).anyMatch(target -> target.startsWith("POST ")));
                agent.kill();
            }
            controlPlane.clearFaults();
            controlPlane.endLeases();
            try (PackagedAgent agent = withStaticToken(controlPlane).start()) {
                awaitReport(controlPlane, agent, "c-1");
                assertThat(controlPlane.reports("c-1").get(0)).contains("before the kill");
                assertThat(executions(agent, "c-1")).isZero();
            }
        }
    }

    @Test
    void runsAgainWhatAKillInterrupted() {
        try (ControlPlane controlPlane = controlPlane()) {
            controlPlane.add("c-1", "sleep 2");
            try (PackagedAgent agent = withStaticToken(controlPlane).start()) {
                agent.waitFor(
                        "the offer",
                        () -> assertThat(controlPlane.offered("c-1")).isEqualTo(1));
                agent.kill();
            }
            controlPlane.endLeases();
            try (PackagedAgent agent = withStaticToken(controlPlane).start()) {
                awaitReport(controlPlane, agent, "c-1");
                assertThat(controlPlane.reports("c-1").get(0)).contains("\"status\":\"success\"");
                assertThat(controlPlane.offered("c-1")).isEqualTo(2);
            }
        }
    }

    @Test
    void followsARotationThatTheControlPlaneTellsBy401() {
        try (VaultDouble vault = VaultDouble.start();
                ControlPlane controlPlane = controlPlane()) {
            vault.kv2("status_panel");
            vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
            vault.write("status_panel", "default/token", Map.of("token", TOKEN));
            PackagedAgentBuilder builder = agent(controlPlane)
                    .env("VAULT_ADDRESS", vault.address())
                    .secret("VAULT_TOKEN", vault.createToken("agent"))
                    .env("STATUS_TOKEN_REFRESH_INTERVAL", "1h")
                    .env("STATUS_TOKEN_MAX_AGE", "2h")
                    .registerSecret("first token", TOKEN)
                    .registerSecret("second token", NEXT);
            try (PackagedAgent agent = builder.start()) {
                controlPlane.add("before", "echo before");
                awaitReport(controlPlane, agent, "before");
                vault.write("status_panel", "default/token", Map.of("token", NEXT));
                controlPlane.token(NEXT);
                controlPlane.add("after", "echo after");
                awaitReport(controlPlane, agent, "after");
                assertDoneOnce(controlPlane, agent, "after");
                assertThat(controlPlane.refusals()).containsOnly("bearer").hasSizeBetween(1, 3);
            }
        }
    }

    @Test
    void endsItsPollAtOnceAndItsCommandInOrderWhenToldToStop() {
        TestCertificates certificates = TestCertificates.in(directory);
        try (ControlPlane controlPlane = ControlPlane.start(TOKEN, "/base", certificates.serverTls())) {
            PackagedAgentBuilder builder = withStaticToken(controlPlane)
                    .env("STATUS_COMMANDS_CONCURRENCY", "2")
                    .env("DASHBOARD_CACERT", certificates.rootCaFile().toString())
                    .env("DASHBOARD_CLIENT_CERT", certificates.clientFile().toString())
                    .env("DASHBOARD_CLIENT_KEY", certificates.clientKeyFile().toString());
            try (PackagedAgent agent = builder.start()) {
                controlPlane.add("c-1", "sleep 3");
                agent.waitFor(
                        "a poll beside the command",
                        () -> assertThat(controlPlane.targets()).hasSizeGreaterThanOrEqualTo(2));
                long began = System.nanoTime();
                assertThat(agent.stop()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
                assertThat(controlPlane.reports("c-1"))
                        .singleElement()
                        .asString()
                        .contains("\"status\":\"success\"");
            }
        }
    }
}
