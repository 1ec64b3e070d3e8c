package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status containers} and what is done to them, against an agent that says what the test wants. */
class ContainersCommandTest {
    private static final String CALL = "GET /api/v1/containers";
    private static final String LISTED = """
            {"containers":[
            {"name":"db","id":"aa","image":"shop/db:16","state":"exited","health":null,"ports":[],"labels":{},\
            "started_at":"2026-11-25T11:00:00Z","restart_count":0},
            {"name":"new","id":"ab","image":"shop/new:1","state":"created","health":null,"ports":[],"labels":{},\
            "started_at":null,"restart_count":0},
            {"name":"web","id":"ac","image":"shop/web:1.4","state":"running","health":{"status":"unhealthy",\
            "failing_streak":3,"last_probe_exit_code":1,"last_probe_output":"no"},"ports":[\
            {"container_port":80,"protocol":"tcp","host_ip":"127.0.0.1","host_port":8080},\
            {"container_port":80,"protocol":"tcp","host_ip":"::","host_port":8081},\
            {"container_port":53,"protocol":"udp","host_ip":null,"host_port":null}],"labels":{},\
            "started_at":"2026-11-22T07:59:58.123456789Z","restart_count":2}]}""";

    @RegisterExtension
    final AnsweringAgent agent = new AnsweringAgent();

    @Test
    void listsAsATable() {
        agent.fake().on(CALL, 200, LISTED);
        CommandLineRun run = agent.piped("containers");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                NAME  STATE    HEALTH     IMAGE         PORTS                                             UPTIME  RESTARTS
                db    exited   -          shop/db:16    -                                                 -       0
                new   created  -          shop/new:1    -                                                 -       0
                web   running  unhealthy  shop/web:1.4  127.0.0.1:8080->80/tcp, [::]:8081->80/tcp, 53/u…  3d 4h   2
                """);
        assertThat(run.err()).isEmpty();
        assertThat(agent.fake().asked().get(0).signed()).isTrue();
    }

    @Test
    void printsTheAnswerAsItCame() {
        agent.fake().on(CALL, 200, LISTED);
        assertThat(agent.piped("containers", "--json").out()).isEqualTo(LISTED + "\n");
    }

    @Test
    void letsNothingInATableControlTheTerminal() {
        agent.fake().on(CALL, 200, LISTED.replace("shop/web:1.4", "\\u001b[2J"));
        assertThat(agent.piped("containers").out()).contains("\\u001b[2J").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"start,started", "stop,stopped", "restart,restarted", "pause,paused", "unpause,unpaused"})
    void actsAndSaysSo(String verb, String done) {
        agent.fake().on("POST /api/v1/containers/web/" + verb, 204, "");
        CommandLineRun run = agent.piped(verb, "web");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("web " + done + "\n");
        assertThat(agent.fake().asked().get(0).signed()).isTrue();
        assertThat(CommandLineRun.of(verb, "--help").out()).startsWith("Usage: status " + verb + " ");
    }

    @ParameterizedTest
    @CsvSource({"404,1", "409,1", "503,1", "429,1", "401,4", "403,4"})
    void tellsWhyNot(int status, int exitCode) {
        agent.fake()
                .on("POST /api/v1/containers/web/pause", status, "{\"detail\":\"The container is paused already\"}");
        CommandLineRun run = agent.piped("pause", "web");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("status: HTTP " + status + " The container is paused already\n");
    }

    @Test
    void anOddNameStaysAName() {
        agent.piped("stop", "../x?y");
        assertThat(agent.calls()).containsExactly("POST /api/v1/containers/..%2Fx%3Fy/stop");
    }

    @Test
    void endsWith3WhereNobodyAnswers() {
        agent.fake().close();
        assertThat(agent.piped("containers").exitCode()).isEqualTo(3);
        assertThat(agent.piped("stop", "web").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "start a b", "containers web", "restart --force web"})
    void refusesWhatMakesNoSense(String line) {
        assertThat(agent.piped(line.split(" ")).exitCode()).isEqualTo(2);
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void helpListsThem() {
        assertThat(CommandLineRun.of("--help").out())
                .contains(
                        "containers ",
                        "logs ",
                        "start ",
                        "stop ",
                        "restart ",
                        "pause ",
                        "unpause ",
                        "metrics ",
                        "health ");
    }
}
