package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status commands} against an agent that says what the test wants. */
class CommandsCommandTest {
    private static final String ESCAPE = "\u001b[2J";
    private static final String LISTED = "{\"commands\":[{\"id\":\"c-1\",\"name\":\"echo hi\",\"state\":\"done\","
            + "\"priority\":\"normal\",\"attempts\":1,\"enqueued_at\":\"2026-11-25T01:10:42Z\",\"status\":\"success\","
            + "\"executed_by\":\"agent\",\"completed_at\":\"2026-11-25T01:10:43Z\"}],\"total\":1}";

    private FakeAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent();
        System.setProperty("status.agent.id", "agent-1");
        System.setProperty("status.agent.token", "static-token-0123456789-0123456789");
    }

    @AfterEach
    void stop() {
        agent.close();
        System.clearProperty("status.agent.id");
        System.clearProperty("status.agent.token");
    }

    private CommandLineRun piped(String... arguments) {
        return run(FakeSurroundings.pipe(), arguments);
    }

    private CommandLineRun run(Surroundings surroundings, String... arguments) {
        List<String> all = new ArrayList<>(List.of("commands", arguments[0], "--url", agent.url()));
        all.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return CommandLineRun.in(surroundings, all.toArray(String[]::new));
    }

    private static String result(String status, Integer exitCode, String stdout, String error) {
        return "{\"command_id\":\"c-1\",\"status\":\"" + status + "\",\"result\":{\"exit_code\":" + exitCode
                + ",\"duration_secs\":0.5,\"stdout\":" + quoted(stdout) + ",\"stderr\":\"warned\\n\"},\"error\":"
                + quoted(error) + ",\"executed_by\":\"agent\",\"completed_at\":\"2026-11-25T01:10:43Z\","
                + "\"truncated\":false}";
    }

    private static String command(String state, String result) {
        return "{\"id\":\"c-1\",\"name\":\"echo hi\",\"state\":\"" + state + "\",\"priority\":\"normal\","
                + "\"timeout_secs\":60,\"attempts\":1,\"enqueued_at\":\"2026-11-25T01:10:42Z\","
                + "\"enqueued_by\":{\"identity\":\"agent-1\",\"client\":\"127.0.0.1\",\"request_id\":null},\"leased_until\":null,\"leased_to\":null,\"result\":"
                + result + "}";
    }

    private static String quoted(String text) {
        return new ObjectMapper().valueToTree(text).toString();
    }

    private JsonNode sent() throws IOException {
        return new ObjectMapper().readTree(agent.asked().get(0).body());
    }

    @Test
    void listsAsATable() {
        agent.on("GET /api/v1/commands", 200, LISTED);
        CommandLineRun run = piped("list");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                        ID   NAME     STATE  STATUS   PRIORITY  ATTEMPTS  ENQUEUED
                        c-1  echo hi  done   success  normal    1         2026-11-25T01:10:42Z
                        """);
        assertThat(run.err()).isEmpty();
        assertThat(agent.asked().get(0).signed()).isTrue();
    }

    @Test
    void asksForOneStateAndALimit() {
        agent.on("GET /api/v1/commands?state=queued&limit=5", 200, "{\"commands\":[],\"total\":7}");
        CommandLineRun run = piped("list", "--state", "queued", "--limit", "5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("0 of 7");
    }

    @Test
    void printsTheAnswerAsItCame() {
        agent.on("GET /api/v1/commands", 200, LISTED).on("GET /api/v1/commands/c-1", 200, command("queued", "null"));
        assertThat(piped("list", "--json").out()).isEqualTo(LISTED + "\n");
        assertThat(piped("show", "c-1", "--json").out()).isEqualTo(command("queued", "null") + "\n");
    }

    @Test
    void letsNothingInATableControlTheTerminal() {
        agent.on("GET /api/v1/commands", 200, LISTED.replace("echo hi", "\\u001b[2J\u009b1m\u202e"))
                .on("GET /api/v1/commands/c-1", 200, command("done", result("failed", 1, ESCAPE + "\r\nline", ESCAPE)));
        for (Surroundings where : new Surroundings[] {FakeSurroundings.pipe(), FakeSurroundings.terminal()}) {
            assertThat(run(where, "list").out()).contains("\\u001b[2J\\u009b1m\\u202e");
            assertThat(run(where, "show", "c-1").out())
                    .contains("stdout:\n  \\u001b[2J\n  line\n", "error          \\u001b[2J\n")
                    .doesNotContain("\u001b", "\r");
        }
        String json = run(FakeSurroundings.terminal(), "list", "--json").out();
        assertThat(json).contains("\\u001b[2J\\u009b1m\\u202e");
    }

    @Test
    void showsACommandAndItsResult() {
        agent.on("GET /api/v1/commands/c%201", 200, command("done", result("success", 0, "hi\n", null)));
        CommandLineRun run = piped("show", "c 1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "state          done\n",
                        "exit code      0\n",
                        "leased to      -\n",
                        "enqueued by    agent-1, 127.0.0.1, -\n",
                        "stderr:\n  warned\n");
    }

    @Test
    void runsAndPassesOnWhatTheCommandWrote() throws IOException {
        agent.on("POST /api/v1/commands/execute", 200, result("success", 0, "hi " + ESCAPE, null));
        CommandLineRun run = piped("run", "echo hi", "--id", "c-1", "--timeout", "5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("hi " + ESCAPE);
        assertThat(run.err()).isEqualTo("warned\n");
        assertThat(sent()).hasToString("{\"id\":\"c-1\",\"name\":\"echo hi\",\"params\":{\"timeout_secs\":5}}");
        assertThat(run(FakeSurroundings.terminal(), "run", "echo hi").out()).isEqualTo("hi \\u001b[2J\n");
    }

    @ParameterizedTest
    @CsvSource({"failed,3", "timeout,", "killed,"})
    void endsWith1WhereTheCommandDidNotDoWell(String status, Integer exitCode) {
        agent.on("POST /api/v1/commands/execute", 200, result(status, exitCode, "", "why " + ESCAPE));
        CommandLineRun run = piped("run", "echo hi");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("ended with " + status)
                .contains("why \\u001b[2J")
                .doesNotContain("null");
        assertThat(piped("run", "--json", "echo hi").exitCode()).isEqualTo(1);
    }

    @Test
    void quotesSeveralWordsToOneNameAndMakesAnId() throws IOException {
        agent.on("POST /api/v1/commands/execute", 200, result("success", 0, "", null));
        piped("run", "--", "ls", "-l", "a b", "it's", "");
        assertThat(sent().path("name").asText()).isEqualTo("ls -l 'a b' 'it'\\''s' ''");
        assertThat(UUID.fromString(sent().path("id").asText())).isNotNull();
        assertThat(sent().path("params")).isEmpty();
    }

    @Test
    void enqueuesAndPrintsTheId() throws IOException {
        agent.on("POST /api/v1/commands/enqueue", 202, "{\"queued\":true,\"id\":\"c-1\"}");
        assertThat(piped("enqueue", "echo hi", "--id", "c-1", "--priority", "low")
                        .out())
                .isEqualTo("c-1\n");
        assertThat(sent().path("params")).hasToString("{\"priority\":\"low\"}");
    }

    @Test
    void waitsForTheEndWithoutEscapesInAPipe() {
        plan();
        CommandLineRun run = piped("enqueue", "echo hi", "--id", "c-1", "--wait");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("hi\n");
        assertThat(run.err()).isEqualTo("status: queued\nstatus: running\nwarned\n");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        plan();
        CommandLineRun run = run(FakeSurroundings.terminal(), "enqueue", "echo hi", "--id", "c-1", "--wait");
        String erase = "\r\u001b[K";
        assertThat(run.out())
                .isEqualTo(erase + "queued  0 s  attempts 1" + erase + "running  1 s  attempts 1" + erase
                        + "running  2 s  attempts 1" + erase + "hi\n");
        assertThat(run.err()).isEqualTo("warned\n");
    }

    @Test
    void watchesUntilDoneAndPrintsTheLastAnswer() {
        plan();
        CommandLineRun run = piped("show", "c-1", "--watch", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("{").contains("\"state\":\"done\"").hasLineCount(1);
    }

    private void plan() {
        agent.on("POST /api/v1/commands/enqueue", 202, "{\"queued\":true,\"id\":\"c-1\"}")
                .on("GET /api/v1/commands/c-1", 200, command("queued", "null"))
                .on("GET /api/v1/commands/c-1", 200, command("running", "null"))
                .on("GET /api/v1/commands/c-1", 200, command("running", "null"))
                .on("GET /api/v1/commands/c-1", 200, command("done", result("success", 0, "hi\n", null)));
    }

    @ParameterizedTest
    @CsvSource({"401,4", "403,4", "400,1", "404,1", "500,1", "302,1"})
    void tellsTheAgentsReason(int status, int exitCode) {
        agent.on("GET /api/v1/commands/c-1", status, "{\"detail\":\"the reason " + "\\u001b[2J\"}");
        CommandLineRun run = piped("show", "c-1");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("status: HTTP " + status + " the reason \\u001b[2J\n");
    }

    @Test
    void tellsAnAnswerThatIsNotTheAgents() {
        agent.on("GET /api/v1/commands/c-1", 200, "<html>").on("GET /api/v1/commands", 200, "[]");
        assertThat(piped("show", "c-1").err()).contains("not understood");
        assertThat(piped("list").exitCode()).isEqualTo(1);
    }

    @Test
    void endsWith3WhereNobodyAnswers() {
        agent.close();
        assertThat(piped("list").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --state wrong",
                "list --limit 0",
                "show",
                "run",
                "run x --timeout 0",
                "run x --timeout 86401",
                "enqueue x --priority urgent",
                "run -l"
            })
    void refusesWhatMakesNoSense(String line) {
        CommandLineRun run = piped(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(agent.asked()).isEmpty();
    }
}
