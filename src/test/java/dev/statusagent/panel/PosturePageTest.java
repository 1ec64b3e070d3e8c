package dev.statusagent.panel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;

import dev.statusagent.container.ContainersProfile;
import dev.statusagent.testing.PanelClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The security posture, for people and for programs. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class PosturePageTest {
    private static final String API = "/api/v1/security/posture";

    private static void assertJudged(ValidatableResponse answer) {
        answer.statusCode(200)
                .body("verdict", equalTo("look"))
                .body(
                        "settings.setting",
                        hasItems("bind", "tls", "signatures", "scopes", "token-source", "password", "audit"))
                .body("settings.verdict", everyItem(in(List.of("good", "look", "bad"))))
                .body("settings.find { it.setting == 'password' }.verdict", equalTo("look"))
                .body("settings.find { it.setting == 'password' }.variable", equalTo("STATUS_PANEL_PASSWORD_HASH"))
                .body("settings.find { it.setting == 'scopes' }.verdict", equalTo("good"))
                .body("settings.find { it.setting == 'audit' }.verdict", equalTo("good"));
    }

    @Test
    void isAnsweredToTheControlPlaneAndToPeople() {
        assertJudged(given().header("X-Agent-Id", ContainersProfile.AGENT_ID)
                .header("Authorization", "Bearer " + ContainersProfile.TOKEN)
                .get(API)
                .then());
        assertJudged(PanelClient.operator().program().get(API).then());
        assertJudged(PanelClient.viewer().program().get(API).then());
    }

    @Test
    void isNobodyElsesBusiness() {
        given().header("X-Agent-Id", ContainersProfile.AGENT_ID).get(API).then().statusCode(401);
        PanelClient.browser()
                .get("/security")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next="));
    }

    @Test
    void isAPageWithTheWorstFirst() {
        PanelClient.viewer()
                .browser()
                .get("/security")
                .then()
                .statusCode(200)
                .body("html.body.main.table.tbody.tr[0].td[0].span.text()", equalTo("look"))
                .body(containsString("STATUS_PANEL_PASSWORD_HASH"))
                .body(containsString("0 bad"))
                .body(not(containsString("<script")));
    }
}
