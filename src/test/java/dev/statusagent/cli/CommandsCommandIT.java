package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code status commands} against a running agent, both the packaged application. */
class CommandsCommandIT {
    private static final String TOKEN = "static-token-0123456789-0123456789";

    private static PackagedAgent agent;

    @BeforeAll
    static void start() {
        agent = environment().start();
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    private static PackagedAgentBuilder environment() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "agent-1")
                .env("LC_ALL", "C.UTF-8")
                .secret("AGENT_TOKEN", TOKEN);
    }

    private static Ended status(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "commands";
        all[1] = arguments[0];
        all[2] = "--url=" + agent.uri();
        System.arraycopy(arguments, 1, all, 3, arguments.length - 1);
        return environment().args(all).runToEnd();
    }

    @Test
    void runsAndPassesOnOutputAndOutcome() {
        Ended well = status("run", "--", "echo", "a b", "ü");
        assertThat(well.exitCode()).as(String.join("\n", well.stderr())).isZero();
        assertThat(well.stdout()).containsExactly("a b ü");
        Ended badly = status("run", "ls /tmp/there-is-no-such-file");
        assertThat(badly.exitCode()).isEqualTo(1);
        assertThat(badly.stdout()).isEmpty();
        assertThat(badly.stderr())
                .anyMatch(line -> line.contains("no-such-file"))
                .anyMatch(line -> line.startsWith("status: the command ended with failed, exit code 2"));
        Ended tooSlow = status("run", "sleep 30", "--timeout", "1");
        assertThat(tooSlow.exitCode()).isEqualTo(1);
        assertThat(tooSlow.stderr()).anyMatch(line -> line.contains("ended with timeout"));
        Ended refused = status("run", "rm -rf /");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).singleElement().asString().startsWith("status: HTTP 400 ");
    }

    @Test
    void enqueuesWaitsShowsAndLists() {
        Ended done = status("enqueue", "--id", "c-1", "--priority", "low", "--wait", "echo queued");
        assertThat(done.exitCode()).as(String.join("\n", done.stderr())).isZero();
        assertThat(done.stdout()).containsExactly("queued");
        assertThat(status("enqueue", "--id", "c-1", "--priority", "low", "echo queued")
                        .stdout())
                .containsExactly("c-1");
        assertThat(status("enqueue", "--id", "c-1", "echo other").stderr())
                .singleElement()
                .asString()
                .contains("HTTP 409");
        assertThat(status("show", "c-1").stdout())
                .contains("state          done", "exit code      0", "priority       low", "  queued")
                .anyMatch(line -> line.startsWith("enqueued by    agent-1, 127.0.0.1"));
        assertThat(String.join("", status("show", "c-1", "--watch", "--json").stdout()))
                .startsWith("{\"id\":\"c-1\"");
        assertThat(status("list", "--state", "done", "--limit", "5").stdout())
                .anyMatch(line -> line.startsWith("ID "))
                .anyMatch(line -> line.matches("c-1 +echo queued +done +success +low +1 +\\S+Z"));
        assertThat(String.join("", status("list", "--json").stdout())).startsWith("{\"commands\":[{");
        assertThat(status("show", "unknown").exitCode()).isEqualTo(1);
    }

    @Test
    void tellsARefusalAndAnAbsence() {
        String url = "--url=" + agent.uri();
        Ended refused = PackagedAgent.builder()
                .env("AGENT_ID", "agent-1")
                .secret("AGENT_TOKEN", "another-token-0123456789-0123456789")
                .args("commands", "list", url)
                .runToEnd();
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(environment()
                        .args("commands", "list", "--url=http://127.0.0.1:1")
                        .runToEnd()
                        .exitCode())
                .isEqualTo(3);
    }
}
