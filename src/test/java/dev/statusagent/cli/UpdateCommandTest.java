package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status update} against an agent that says what the test wants. */
class UpdateCommandTest {
    private static final String START = "POST /api/self/update/start";
    private static final String STATUS = "GET /api/self/update/status/j-1";
    private static final String DEPLOY = "POST /api/self/update/deploy";
    private static final String ROLLBACK = "POST /api/self/update/rollback";
    private static final String LATEST = "GET /api/self/update/latest";
    private static final String VERSION = "GET /api/self/version";
    private static final String SEE = "status call GET /api/self/update/status/j-1\n";
    private static final String ERASE = "\r\u001b[K";

    @RegisterExtension
    final AnsweringAgent agent = new AnsweringAgent();

    /** A test that ended in a pause has left it set. */
    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    private static String job(String phase, long bytes, String deployment, String error, String detail) {
        return "{\"job_id\":\"j-1\",\"version\":\"1.0.1\",\"phase\":\"" + phase + "\",\"bytes\":" + bytes
                + ",\"total\":2048,\"sha256\":\"abc\",\"warning\":null,\"error\":" + quoted(error) + ",\"detail\":"
                + quoted(detail) + ",\"deployment\":" + quoted(deployment) + "}";
    }

    private static String quoted(String text) {
        return new ObjectMapper().valueToTree(text).toString();
    }

    private static String deployment(String state) {
        return job("completed", 2048, state, null, null);
    }

    /** A download in three steps, and then what becomes of the release. */
    private void plan(String... deployments) {
        agent.fake()
                .on(START, 202, "{\"job_id\":\"j-1\"}")
                .on(STATUS, 200, job("pending", 0, null, null, null))
                .on(STATUS, 200, job("downloading", 512, null, null, null))
                .on(STATUS, 200, job("downloading", 1536, null, null, null))
                .on(STATUS, 200, deployment(null))
                .on(DEPLOY, 202, "{\"version\":\"1.0.1\",\"restarting\":true}");
        for (String deployment : deployments) {
            agent.fake().on(STATUS, 200, deployment(deployment));
        }
    }

    @Test
    void saysWhatRunsAndWhatThereIs() {
        String answer =
                "{\"version\":\"1.0.0\",\"latest\":\"1.0.1\",\"newer\":true,\"previous\":null,\"managed\":true}";
        agent.fake().on(LATEST, 200, answer);
        assertThat(agent.piped("update", "check")).isEqualTo(new CommandLineRun(0, """
                running  1.0.0
                newest   1.0.1 (status update apply)
                before   none
                managed  yes
                """, ""));
        assertThat(agent.piped("update", "check", "--json")).isEqualTo(new CommandLineRun(0, answer + "\n", ""));
        assertThat(agent.fake().asked()).allMatch(FakeAgent.Asked::signed);
    }

    @Test
    void saysWhatItDoesNotKnowAndThatItCannotBeReplaced() {
        agent.fake()
                .on(
                        LATEST,
                        200,
                        "{\"version\":\"1.0.1\",\"latest\":null,\"newer\":null,\"previous\":\"1.0.0\",\"managed\":false}");
        assertThat(agent.onTerminal("update", "check").out()).isEqualTo("""
                running  1.0.1
                newest   not said by the source
                before   1.0.0
                managed  no: docs/install.md
                """);
    }

    @Test
    void appliesAndTellsALineForEachPhaseInAPipe() {
        plan("switched", "live");
        CommandLineRun run = agent.piped("update", "apply", "1.0.1");
        assertThat(run).isEqualTo(new CommandLineRun(0, "Release 1.0.1 runs\n", """
                status: pending
                status: downloading
                status: restarting
                """));
        assertThat(agent.calls()).containsExactly(START, STATUS, STATUS, STATUS, STATUS, DEPLOY, STATUS, STATUS);
        assertThat(agent.fake().asked().get(0).body()).isEqualTo("{\"version\":\"1.0.1\"}");
        assertThat(agent.fake().asked().get(5).body()).isEqualTo("{\"job_id\":\"j-1\"}");
    }

    @Test
    void appliesWithABarOnATerminal() {
        plan("switched", "live");
        CommandLineRun run = agent.onTerminal("update", "apply");
        assertThat(run.out())
                .isEqualTo(Stream.of(
                                        "pending",
                                        "downloading  [#######.......................] 25 %  512 B of 2.0 KiB",
                                        "downloading  [######################........] 75 %  1.5 KiB of 2.0 KiB",
                                        "",
                                        "restarting",
                                        "")
                                .reduce("", (lines, line) -> lines + ERASE + line)
                        + "Release 1.0.1 runs\n");
        assertThat(run.err()).isEmpty();
        assertThat(agent.fake().asked().get(0).body()).isEqualTo("{}");
    }

    @Test
    void printsTheJobAsItIsAtTheEnd() {
        plan("live");
        CommandLineRun run = agent.piped("update", "apply", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(deployment("live") + "\n");
    }

    @Test
    void leavesTheReleaseUndeployedWhereThatIsAskedFor() {
        plan();
        CommandLineRun run = agent.piped("update", "apply", "--download-only");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Release 1.0.1 is ready to be deployed\n");
        assertThat(run.err())
                .endsWith("status: deploy it with status call POST /api/self/update/deploy '{\"job_id\":\"j-1\"}'\n");
        assertThat(agent.calls()).doesNotContain(DEPLOY);
    }

    @Test
    void passesOnTheWarning() {
        agent.fake()
                .on(START, 202, "{\"job_id\":\"j-1\"}")
                .on(STATUS, 200, deployment(null).replace("\"warning\":null", "\"warning\":\"compare the hash\""));
        assertThat(agent.piped("update", "apply", "--download-only").err()).contains("status: compare the hash: abc\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsWith1AndTheReasonWhereTheReleaseCannotBePrepared(boolean json) {
        String failed = job("failed", 0, null, "hash_mismatch", "The download \u001b[2J has another hash");
        agent.fake().on(START, 202, "{\"job_id\":\"j-1\"}").on(STATUS, 200, failed);
        CommandLineRun run = agent.piped(json ? new String[] {"update", "apply", "--json"} : words("update apply"));
        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        1,
                        json ? failed + "\n" : "",
                        "status: The download \\u001b[2J has another hash (hash_mismatch)\n"));
    }

    @Test
    void endsWith1WhereTheAgentWentBack() {
        plan("switched");
        agent.fake()
                .on(STATUS, 200, job("failed", 2048, "fell_back", "fell_back", "Release 1.0.1: not live within 120 s"));
        CommandLineRun run = agent.piped("update", "apply");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("status: Release 1.0.1: not live within 120 s (fell_back)\n");
    }

    @Test
    void looksOverTheTimeInWhichNobodyAnswers() {
        plan("switched");
        agent.fake()
                .onCut(STATUS, 200, "{")
                .on(STATUS, 503, "{}")
                .on(STATUS, 429, "{}")
                .on(STATUS, 401, "{}") // before the new release has its token
                .on(STATUS, 200, deployment("live"));
        assertThat(agent.piped("update", "apply").err()).isEqualTo("""
                status: pending
                status: downloading
                status: restarting
                """);
    }

    @Test
    void waitsAMinuteForAnAgentThatIsSilentBeforeTheRestart() {
        agent.fake()
                .on(START, 202, "{\"job_id\":\"j-1\"}")
                .on(STATUS, 200, job("downloading", 512, null, null, null))
                .on(STATUS, 429, "{\"detail\":\"too many\"}");
        FakeSurroundings where = FakeSurroundings.pipe().slowedDown(5);
        CommandLineRun run = agent.run(where, "update", "apply");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                status: downloading
                status: waiting
                status: what becomes of it: %sstatus: HTTP 429 too many
                """.formatted(SEE));
        assertThat(Duration.ofNanos(where.nanos())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    @Test
    void endsWith3WhereTheAgentDoesNotComeBack() {
        plan("switched");
        agent.fake().onCut(STATUS, 200, "{");
        CommandLineRun run = agent.run(FakeSurroundings.pipe().slowedDown(20), "update", "apply");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("status: what becomes of it: " + SEE);
    }

    @Test
    void endsWith1WhereTheRestartTakesTooLong() {
        plan("switched");
        CommandLineRun run = agent.run(FakeSurroundings.pipe().slowedDown(20), "update", "apply");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("status: the update has not come to an end in time\n");
    }

    @Test
    void saysThatTheAgentDeploysNothingWhenNobodyWaitsForTheDownload() {
        plan("switched");
        CommandLineRun run =
                agent.run(FakeSurroundings.pipe().endingAfter(Duration.ofSeconds(2)), words("update apply"));
        assertThat(run.err()).contains("status: the agent goes on, and deploys nothing before it is asked to: " + SEE);
        assertThat(agent.calls()).doesNotContain(DEPLOY);
    }

    @Test
    void saysThatTheAgentGoesOnWhenNobodyWaitsForTheRestart() {
        plan("switched");
        CommandLineRun run =
                agent.run(FakeSurroundings.terminal().endingAfter(Duration.ofSeconds(9)), words("update apply"));
        assertThat(run.out()).contains(ERASE + "restarting" + ERASE);
        assertThat(run.err()).startsWith("status: the agent goes on with the update: " + SEE);
        assertThat(agent.calls()).contains(DEPLOY);
    }

    @Test
    void goesBackAndWaitsUntilTheOlderReleaseHasBeenLive() {
        agent.fake()
                .on(ROLLBACK, 202, "{\"version\":\"1.0.0\",\"restarting\":true}")
                .on(VERSION, 200, "{\"version\":\"1.0.1\",\"trial\":true}")
                .onCut(VERSION, 200, "{")
                .on(VERSION, 200, "{\"version\":\"1.0.0\",\"trial\":true}")
                .on(VERSION, 200, "{\"version\":\"1.0.0\",\"trial\":false}");
        assertThat(agent.piped("update", "rollback"))
                .isEqualTo(new CommandLineRun(0, "Release 1.0.0 runs\n", "status: restarting\n"));
        assertThat(agent.calls()).containsExactly(ROLLBACK, VERSION, VERSION, VERSION, VERSION);
        assertThat(agent.piped("update", "rollback", "--json").out())
                .isEqualTo("{\"version\":\"1.0.0\",\"trial\":false}\n");
    }

    @Test
    void endsWith1WhereTheWayBackLedNowhere() {
        agent.fake()
                .on(ROLLBACK, 202, "{\"version\":\"1.0.0\",\"restarting\":true}")
                .on(VERSION, 200, "{\"version\":\"1.0.1\",\"trial\":false}");
        CommandLineRun run = agent.piped("update", "rollback");
        assertThat(run).isEqualTo(new CommandLineRun(1, "", "status: release 1.0.0 did not become live; 1.0.1 runs\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "check,GET /api/self/update/latest,409,1",
        "check,GET /api/self/update/latest,502,1",
        "check,GET /api/self/update/latest,503,1",
        "apply,POST /api/self/update/start,400,1",
        "apply,POST /api/self/update/start,401,4",
        "apply,POST /api/self/update/start,409,1",
        "rollback,POST /api/self/update/rollback,403,4",
        "rollback,POST /api/self/update/rollback,409,1",
        "rollback,POST /api/self/update/rollback,507,1"
    })
    void tellsTheAgentsReasonByExitCode(String command, String call, int status, int exitCode) {
        agent.fake().on(call, status, "{\"detail\":\"the reason \\u001b[2J\"}");
        assertThat(agent.piped("update", command, "--json"))
                .isEqualTo(new CommandLineRun(exitCode, "", "status: HTTP " + status + " the reason \\u001b[2J\n"));
    }

    @Test
    void tellsWhyAPreparedReleaseIsNotDeployed() {
        agent.fake()
                .on(START, 202, "{\"job_id\":\"j-1\"}")
                .on(STATUS, 200, deployment(null))
                .on(DEPLOY, 409, "{\"detail\":\"not managed\"}");
        assertThat(agent.piped("update", "apply"))
                .isEqualTo(new CommandLineRun(1, "", "status: HTTP 409 not managed\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update",
                "update nonsense",
                "update apply 1.0.1 1.0.2",
                "update check x",
                "update apply --nonsense"
            })
    void refusesWhatMakesNoSense(String line) {
        CommandLineRun run = line.equals("update") ? CommandLineRun.of(line) : agent.piped(words(line));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotEmpty();
        assertThat(agent.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "apply", "rollback"})
    void needsAnIdentityAndAnAgent(String command) {
        agent.fake().close();
        CommandLineRun unreachable = agent.piped("update", command);
        assertThat(unreachable.exitCode()).isEqualTo(3);
        assertThat(unreachable.err()).contains("cannot be reached");
        agent.forgetIdentity();
        CommandLineRun nobody = agent.piped("update", command);
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("AGENT_ID is not set");
    }

    private static String[] words(String line) {
        return line.split(" ");
    }
}
