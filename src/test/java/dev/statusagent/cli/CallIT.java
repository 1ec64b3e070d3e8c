package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import org.junit.jupiter.api.Test;

/** The signing client against a running agent, both the packaged application. */
class CallIT {
    private static final String ID = "agent-1";
    private static final String TOKEN = "static-token-0123456789-0123456789";

    @Test
    void signsWhatItSendsAndPrintsWhatComesBack() {
        try (PackagedAgent agent = environment(TOKEN).start()) {
            String url = agent.uri().toString();
            Ended reading = environment(TOKEN)
                    .args("call", "--url", url, "GET", "/api/v1/token?a=b%20c")
                    .runToEnd();
            assertThat(reading.exitCode())
                    .as(String.join("\n", reading.stderr()))
                    .isZero();
            assertThat(reading.stderr()).contains("HTTP 200");
            assertThat(String.join("", reading.stdout())).contains("\"token_source\":\"static\"");

            String body = "{\"new_token\":\"" + TOKEN + "\"}";
            Ended changing = environment(TOKEN)
                    .args("call", "--url", url, "post", "/api/v1/auth/rotate-token", body)
                    .runToEnd();
            assertThat(changing.exitCode()).isZero();
            assertThat(String.join("", changing.stdout())).contains("\"rotated\":true");

            Ended fromFile = environment(TOKEN)
                    .file("body.json", body)
                    .args("call", "--url", url, "POST", "/api/v1/auth/rotate-token", "@body.json")
                    .runToEnd();
            assertThat(fromFile.exitCode()).isZero();
        }
    }

    @Test
    void showsTheTokensStateAsATableAndAsJson() {
        try (PackagedAgent agent = environment(TOKEN).start()) {
            String url = agent.uri().toString();
            Ended table =
                    environment(TOKEN).args("token", "status", "--url", url).runToEnd();
            assertThat(table.exitCode()).isZero();
            assertThat(table.stdout()).anyMatch(line -> line.matches("token source +static"));
            Ended json = environment(TOKEN)
                    .args("token", "status", "--json", "--url", url)
                    .runToEnd();
            assertThat(String.join("", json.stdout())).startsWith("{\"token_age_seconds\":0");
        }
    }

    @Test
    void tellsRefusalAbsenceAndMisuseApartByExitCode() {
        try (PackagedAgent agent = environment(TOKEN).start()) {
            String url = agent.uri().toString();
            String[] call = {"call", "--url", url, "GET", "/api/v1/token"};
            assertThat(environment("another-token-0123456789")
                            .args(call)
                            .runToEnd()
                            .exitCode())
                    .isEqualTo(4);
            assertThat(environment(TOKEN)
                            .args("call", "--url", url, "GET", "/api/v1/nothing")
                            .runToEnd()
                            .exitCode())
                    .isEqualTo(1);
            assertThat(PackagedAgent.builder()
                            .env("AGENT_ID", ID)
                            .args(call)
                            .runToEnd()
                            .exitCode())
                    .isEqualTo(2);
            assertThat(environment(TOKEN).args("call").runToEnd().exitCode()).isEqualTo(2);
            assertThat(environment(TOKEN)
                            .args("call", "--url", url, "GET", "//another.example/api/v1/token")
                            .runToEnd()
                            .exitCode())
                    .as("a double slash is a path here, and there is nothing at it")
                    .isEqualTo(1);
        }
        assertThat(environment(TOKEN)
                        .args("call", "--url", "http://127.0.0.1:1", "GET", "/api/v1/token")
                        .runToEnd()
                        .exitCode())
                .isEqualTo(3);
    }

    private static PackagedAgentBuilder environment(String token) {
        return PackagedAgent.builder().env("AGENT_ID", ID).secret("AGENT_TOKEN", token);
    }
}
