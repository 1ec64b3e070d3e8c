package dev.statusagent.panel;

import static dev.statusagent.testing.PanelClient.browser;
import static dev.statusagent.testing.PanelClient.login;
import static dev.statusagent.testing.PanelClient.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class NobodyConfiguredTest {
    @Test
    void answers503AndWarnsEachTime() {
        try (LogLines log = LogLines.of("dev.statusagent.security.session");
                LogLines audit = LogLines.of("audit")) {
            for (int i = 1; i <= 8; i++) {
                login(program(), "olga", "x")
                        .then()
                        .statusCode(503)
                        .header("Set-Cookie", nullValue())
                        .body("type", equalTo("urn:status:problem:login-not-configured"));
                assertThat(log.all())
                        .hasSize(i)
                        .allMatch(line -> line.startsWith("WARN Login refused: no panel user is configured"));
            }
            login(browser(), "olga", "x").then().statusCode(503).contentType("text/html");
            assertThat(log.all()).hasSize(9);
            assertThat(audit.all())
                    .filteredOn(line -> line.contains("\"login-not-configured\""))
                    .singleElement()
                    .asString()
                    .contains("\"event\":\"login_failed\"", "\"client\":\"127.0.0.1\"");
        }
    }

    @Test
    void saysHowToConfigureALogin() {
        browser()
                .get("/login")
                .then()
                .statusCode(200)
                .body(containsString("STATUS_PANEL_USERNAME"))
                .body(containsString("STATUS_PANEL_PASSWORD_HASH"))
                .body(containsString("status init --generate-password"))
                .body(not(containsString("<form")));
        program().get("/login").then().statusCode(200).body("configured", equalTo(false));
    }

    @Test
    void keepsThePanelClosed() {
        browser().get("/").then().statusCode(303).header("Location", "/login");
    }
}
