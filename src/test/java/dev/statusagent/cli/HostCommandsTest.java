package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status health} and {@code status metrics}, which need neither identity nor token. */
class HostCommandsTest {
    private static final String HEALTH = "{\"status\":\"degraded\",\"token_age_seconds\":12,\"last_refresh_ok\":false,"
            + "\"token_source\":\"vault\",\"token_version\":null,\"last_error\":\"vault_sealed\"}";
    private static final String READY =
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"agent-token\",\"status\":\"DOWN\",\"data\":"
                    + "{\"max_age_seconds\":600,\"token_age_seconds\":700}},{\"name\":\"state-store\",\"status\":\"UP\"}]}";
    private static final String SAMPLE =
            "{\"timestamp_ms\":1795640400000,\"cpu_usage_pct\":69.48,\"memory_total_bytes\":25276502016,"
                    + "\"memory_used_bytes\":3863224320,\"memory_used_pct\":15.28,\"disk_total_bytes\":270553174016,"
                    + "\"disk_used_bytes\":1023,\"disk_used_pct\":5.08,\"load_1m\":13.9189,"
                    + "\"network_rx_bytes\":722511963,\"network_tx_bytes\":0}";

    @RegisterExtension
    final AnsweringAgent agent = new AnsweringAgent();

    @BeforeEach
    void asAnybody() {
        agent.forgetIdentity();
    }

    @Test
    void showsHealth() {
        agent.fake().on("GET /health", 200, HEALTH);
        CommandLineRun run = agent.piped("health");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                status             degraded
                token age seconds  12
                last refresh ok    false
                token source       vault
                token version      -
                last error         vault_sealed
                """);
        assertThat(run.err()).isEmpty();
        assertThat(agent.fake().asked().get(0).signed()).isFalse();
        assertThat(agent.piped("health", "--json").out()).isEqualTo(HEALTH + "\n");
    }

    @Test
    void showsTheChecksOfAProbe() {
        agent.fake().on("GET /q/health/ready", 503, READY);
        CommandLineRun run = agent.piped("health", "--ready");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                status             DOWN
                agent-token        DOWN  max age seconds 600, token age seconds 700
                state-store        UP
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health|/health|200|ok|0",
                "health|/health|200|degraded|1",
                "health|/health|404|404|1",
                "health --live|/q/health/live|200|UP|0",
                "health --live|/q/health/live|503|DOWN|1",
                "health --ready|/q/health/ready|200|UP|0",
                "health --ready|/q/health/ready|503|DOWN|1"
            })
    void saysHowTheAgentFaresByExitCode(String line, String path, int status, String said, int exitCode) {
        agent.fake().on("GET " + path, status, "{\"status\":\"" + said + "\",\"checks\":[]}");
        assertThat(agent.piped(line.split(" ")).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void tellsAnAnswerThatIsNotTheAgents() {
        agent.fake().on("GET /health", 200, "<html>ok</html>");
        CommandLineRun run = agent.piped("health");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("not understood");
    }

    @Test
    void tellsAnAgentThatIsAwayFromOneThatIsIll() {
        agent.fake().close();
        assertThat(agent.piped("health", "--live").exitCode()).isEqualTo(3);
        assertThat(agent.piped("metrics").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "", "127.0.0.1:5000", "ftp://127.0.0.1", "http://", "http:///a", "localhost:5000"})
    void takesNoUrlButHttp(String url) {
        CommandLineRun run = CommandLineRun.in(FakeSurroundings.pipe(), "health", "--url=" + url);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--url").doesNotContain("java.");
    }

    @Test
    void failsWhereItsOutputGetsLostAndNotWhereNobodyReadsIt() {
        assertThat(lost("No space left on device")).isEqualTo(1);
        assertThat(lost("Broken pipe")).isZero();
    }

    private int lost(String reason) {
        agent.fake().on("GET /metrics", 200, SAMPLE);
        DataStream data = new DataStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        return StatusCommand.commandLine(FakeSurroundings.pipe())
                .setOut(new PrintWriter(data, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(parsed -> StatusCommand.execute(parsed, data))
                .execute("metrics", "--url=" + agent.fake().url());
    }

    @Test
    void asksForOneProbeAtATime() {
        assertThat(agent.piped("health", "--live", "--ready").exitCode()).isEqualTo(2);
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void showsMetricsInUnitsForPeople() {
        agent.fake().on("GET /metrics", 200, SAMPLE);
        CommandLineRun run = agent.piped("metrics");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                cpu       69.5 %
                memory    15.3 %, 3.6 GiB of 23.5 GiB
                disk      5.1 %, 1023 B of 252.0 GiB
                load 1m   13.92
                received  689.0 MiB
                sent      0 B
                at        2026-11-25T21:00:00Z
                """);
        assertThat(agent.fake().asked().get(0).signed()).isFalse();
        assertThat(agent.piped("metrics", "--json").out()).isEqualTo(SAMPLE + "\n");
    }

    @Test
    void tellsThatThereIsNoSampleYet() {
        agent.fake().on("GET /metrics", 503, "{\"detail\":\"There is no sample yet\"}");
        CommandLineRun run = agent.piped("metrics");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("status: HTTP 503 There is no sample yet\n");
    }
}
