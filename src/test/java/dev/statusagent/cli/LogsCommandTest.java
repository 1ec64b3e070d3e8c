package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code status logs} against an agent that says what the test wants. */
class LogsCommandTest {
    private static final String LOG = "GET /api/v1/containers/web/logs";
    private static final String FOLLOWED = LOG + "?follow=true";
    private static final String END = "event: end\ndata: {\"reason\":\"log-ended\"}\n\n";

    @RegisterExtension
    final AnsweringAgent agent = new AnsweringAgent();

    private static String line(int number, String stream, String text) {
        String at = "2026-11-25T07:05:27.%09dZ".formatted(number);
        return "id: " + at + "/1\ndata: {\"stream\":\"" + stream + "\",\"at\":\"" + at + "\",\"text\":\"" + text
                + "\"}\n\n";
    }

    private static String end(String reason) {
        return END.replace("log-ended", reason);
    }

    @Test
    void tellsTheStreamsApart() {
        agent.fake().on(LOG, 200, line(1, "stdout", "one") + ":\n\n" + line(2, "stderr", "two \\\"ü\\\"") + END);
        CommandLineRun run = agent.piped("logs", "web");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("one\n");
        assertThat(run.err()).isEqualTo("two \"ü\"\n");
        assertThat(agent.fake().asked().get(0).signed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-n 5,?tail=5",
        "--tail all,?tail=all",
        "--since 1795640400,?since=1795640400",
        "--since 2026-11-25T07:00:00Z,?since=2026-11-25T07%3A00%3A00Z",
        "--since 90m,?since=2026-11-25T10%3A30%3A00Z",
        "--since 2d -n 0 -f,?tail=0&since=2026-11-23T12%3A00%3A00Z&follow=true"
    })
    void asksForTheLinesThatAreWanted(String options, String query) {
        agent.fake().on(LOG + query, 200, END);
        CommandLineRun run = agent.piped(("logs web " + options).split(" "));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(agent.calls()).containsExactly(LOG + query);
    }

    @Test
    void putsTheTimeBeforeTheLine() {
        agent.fake().on(LOG, 200, line(7, "stdout", "one") + END);
        assertThat(agent.piped("logs", "web", "--timestamps").out()).isEqualTo("2026-11-25T07:05:27.000000007Z one\n");
    }

    @Test
    void printsAnObjectForEachLine() {
        String one =
                "{\"stream\":\"stdout\",\"at\":\"2026-11-25T07:05:27.000000001Z\",\"text\":\"one \\\"\u00fc\\\"\"}";
        String two = "{\"stream\":\"stderr\",\"at\":\"2026-11-25T07:05:27.000000002Z\",\"text\":\"a\\tb\u009b2J\"}";
        agent.fake().on(LOG, 200, "id: 1\ndata: " + one + "\n\nid: 2\ndata: " + two + "\n\n" + END);
        assertThat(agent.piped("logs", "web", "--json")).isEqualTo(new CommandLineRun(0, one + "\n" + two + "\n", ""));
        assertThat(agent.onTerminal("logs", "web", "--json").out())
                .isEqualTo(one + "\n" + two.replace("\u009b", "\\u009b") + "\n");
    }

    @Test
    void letsNothingControlATerminalAndPassesAllOnToAPipe() {
        agent.fake().on(LOG, 200, line(1, "stdout", "a\\tb\\u001b[2J") + line(2, "stderr", "\\u001b[2J") + END);
        assertThat(agent.piped("logs", "web")).isEqualTo(new CommandLineRun(0, "a\tb\u001b[2J\n", "\u001b[2J\n"));
        assertThat(agent.onTerminal("logs", "web"))
                .isEqualTo(new CommandLineRun(0, "a\tb\\u001b[2J\n", "\\u001b[2J\n"));
    }

    @Test
    void takesAFollowedLogUpBehindItsLastWholeLine() {
        agent.fake()
                .onCut(
                        FOLLOWED,
                        200,
                        line(1, "stdout", "1") + line(2, "stdout", "2") + "id: 2026-11-25T07:05:28Z/1\ndata: {\"st")
                .on(FOLLOWED, 200, line(3, "stdout", "3") + end("agent-stops"))
                .on(FOLLOWED, 503, "{\"detail\":\"The container runtime does not answer\"}")
                .on(FOLLOWED, 429, "{}")
                .on(FOLLOWED, 200, line(4, "stdout", "4") + end("runtime-away"))
                .on(FOLLOWED, 200, line(5, "stdout", "5") + END);
        CommandLineRun run = agent.piped("logs", "-f", "web");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("1\n2\n3\n4\n5\n");
        assertThat(run.err()).isEqualTo("status: the log was cut short; trying to take it up again\n".repeat(3));
        assertThat(agent.fake().asked())
                .extracting(FakeAgent.Asked::lastEventId)
                .containsExactly(
                        null,
                        "2026-11-25T07:05:27.000000002Z/1",
                        "2026-11-25T07:05:27.000000003Z/1",
                        "2026-11-25T07:05:27.000000003Z/1",
                        "2026-11-25T07:05:27.000000003Z/1",
                        "2026-11-25T07:05:27.000000004Z/1");
    }

    @Test
    void waitsLongerEachTime() {
        agent.fake().onCut(FOLLOWED, 200, line(1, "stdout", "1"));
        for (int i = 0; i < 6; i++) {
            agent.fake().on(FOLLOWED, 503, "{}");
        }
        agent.fake().on(FOLLOWED, 200, END);
        FakeSurroundings surroundings = FakeSurroundings.pipe();
        assertThat(agent.run(surroundings, "logs", "-f", "web").exitCode()).isZero();
        assertThat(surroundings.instant()).isEqualTo(FakeSurroundings.START.plusSeconds(1 + 2 + 4 + 8 + 15 + 15 + 15));
    }

    @Test
    void missesNothingAfterALogThatHadNoLineYet() {
        String all = LOG + "?tail=all&since=2026-11-25T12%3A00%3A00Z&follow=true";
        agent.fake().onCut(LOG + "?tail=0&follow=true", 200, ":\n\n").on(all, 200, line(1, "stdout", "1") + END);
        assertThat(agent.piped("logs", "-f", "-n", "0", "web").out()).isEqualTo("1\n");
    }

    @ParameterizedTest
    @CsvSource({"404,1", "401,4", "403,4"})
    void givesUpWhereTryingAgainIsOfNoUse(int status, int exitCode) {
        agent.fake().onCut(FOLLOWED, 200, line(1, "stdout", "1")).on(FOLLOWED, status, "{\"detail\":\"the reason\"}");
        CommandLineRun run = agent.piped("logs", "-f", "web");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.err()).endsWith("status: HTTP " + status + " the reason\n");
    }

    @ParameterizedTest
    @CsvSource({"404,1", "503,1", "429,1", "401,4", "403,4"})
    void tellsWhyThereIsNoLog(int status, int exitCode) {
        agent.fake().on(FOLLOWED, status, "{\"detail\":\"the reason\"}");
        CommandLineRun run = agent.piped("logs", "-f", "web");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).isEqualTo("status: HTTP " + status + " the reason\n");
        assertThat(agent.calls()).hasSize(1);
    }

    @Test
    void aLogThatIsNotFollowedIsWholeOrFails() {
        agent.fake().onCut(LOG, 200, line(1, "stdout", "1")).on(LOG, 200, line(1, "stdout", "1") + end("runtime-away"));
        for (int i = 0; i < 2; i++) {
            CommandLineRun run = agent.piped("logs", "web");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEqualTo("1\n");
            assertThat(run.err()).isEqualTo("status: the log was cut short\n");
        }
    }

    @Test
    void tellsAnAnswerThatIsNotTheAgents() {
        agent.fake().on(LOG, 200, "data: <html>\n\n");
        assertThat(agent.piped("logs", "web").err()).contains("not understood");
        agent.fake().close();
        assertThat(agent.piped("logs", "web").exitCode()).isEqualTo(3);
    }

    @Test
    void endsQuietlyWhereNobodyReadsAnyMore() {
        agent.fake().onCut(FOLLOWED, 200, line(1, "stdout", "1").repeat(10));
        StringWriter err = new StringWriter();
        CommandLine commandLine = StatusCommand.commandLine(FakeSurroundings.pipe())
                .setOut(new PrintWriter(new ClosedPipe(), true))
                .setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute(
                        "logs", "-f", "web", "--url=" + agent.fake().url()))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logs",
                "logs a b",
                "logs web -n -1",
                "logs web -n few",
                "logs web --since yesterday",
                "logs web --since 5w",
                "logs web --since 2026-11-25"
            })
    void refusesWhatMakesNoSense(String line) {
        CommandLineRun run = agent.piped(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(agent.calls()).isEmpty();
    }
}
