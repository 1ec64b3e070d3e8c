package dev.statusagent.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class GuardsTest {
    private static final String ID = StaticTokenProfile.AGENT_ID;
    private static final String TOKEN = StaticTokenProfile.TOKEN;

    @ParameterizedTest
    @ValueSource(strings = {"/api/self/version", "/api/v1/token"})
    void letsTheControlPlaneIn(String path) {
        caller(ID, "Bearer " + TOKEN).get(path).then().statusCode(200);
        caller(ID, "bearer   " + TOKEN).get(path).then().statusCode(200);
        caller(ID, "Bearer " + TOKEN).head(path).then().statusCode(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/api/self/version",
                "/api/v1/token",
                "/api/v1",
                "/api/v1/",
                "/api/self",
                "/api/self/nothing/here",
                "/api/v1/nothing/here",
                "/api//v1/token",
                "/api/v1//token",
                "/api/v1/token/",
                "/api/v1/token;x=1",
                "/api;x=1/v1/token",
                "/api/v1;x/token",
                "/api/v1/%74oken",
                "/%61pi/v1/token",
                "/x/../api/v1/token",
                "/x/%2e%2e/api/v1/token",
                "/./api/v1/token",
                "/api/v1/x/../token"
            })
    void tellsAStrangerNothingAboutAnyPath(String path) {
        caller(null, null)
                .get(path)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:agent-id-mismatch"));
        caller(ID, null)
                .get(path)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:credential-missing"));
        caller(ID, "Bearer wrong-token-0123456789")
                .get(path)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:credential-invalid"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, agent-id-mismatch",
                "'', -, agent-id-mismatch",
                "another, -, agent-id-mismatch",
                "AGENT-UNDER-TEST, Bearer static-token-0123456789, agent-id-mismatch",
                "agent-under-test2, Bearer static-token-0123456789, agent-id-mismatch",
                "agent-under-test, -, credential-missing",
                "agent-under-test, '', credential-invalid",
                "agent-under-test, Bearer, credential-invalid",
                "agent-under-test, 'Bearer ', credential-invalid",
                "agent-under-test, Bearer static-token-012345678, credential-invalid",
                "agent-under-test, Bearer static-token-01234567890, credential-invalid",
                "agent-under-test, Bearer STATIC-TOKEN-0123456789, credential-invalid",
                "agent-under-test, static-token-0123456789, credential-invalid",
                "agent-under-test, Basic static-token-0123456789, credential-invalid",
                "agent-under-test, 'Bearer static-token-0123456789,Bearer x', credential-invalid"
            })
    void refuses(String agentId, String authorization, String reason) {
        caller(agentId, authorization)
                .get("/api/v1/token")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"status\""))
                .body("type", equalTo("urn:status:problem:" + reason))
                .body("status", equalTo(401))
                .body("instance", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void refusesTwoAgentIdsAndTwoCredentials() {
        caller(ID, "Bearer " + TOKEN)
                .header("X-Agent-Id", "another")
                .get("/api/v1/token")
                .then()
                .statusCode(401);
        caller(ID, "Bearer " + TOKEN)
                .header("Authorization", "Bearer another-token-0123456789")
                .get("/api/v1/token")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void wantsASignatureForAllButReading(String method) {
        caller(ID, "Bearer " + TOKEN)
                .request(method, "/api/v1/token")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:signature-required"));
    }

    @Test
    void answers404ToTheControlPlaneOnly() {
        caller(ID, "Bearer " + TOKEN)
                .get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:status:problem:not-found"));
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void neverAnswersWithTheToken() {
        String answer = caller(ID, "Bearer " + TOKEN)
                .get("/api/v1/token")
                .then()
                .extract()
                .asString();
        assertThat(answer).doesNotContain(TOKEN);
    }

    @Test
    void saysWhatIsKnownOfAStaticToken() {
        caller(ID, "Bearer " + TOKEN)
                .get("/api/v1/token")
                .then()
                .body("token_source", equalTo("static"))
                .body("token_age_seconds", equalTo(0))
                .body("$", hasKey("next_refresh_seconds"))
                .body("$", hasKey("vault_privileges"))
                .body("$", not(hasKey("token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/capabilities", "/metrics", "/q/health/live", "/q/health/ready", "/q/openapi"})
    void leavesTheOpenPathsOpen(String path) {
        given().get(path).then().statusCode(200);
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(200);
    }

    private static RequestSpecification caller(String agentId, String authorization) {
        RequestSpecification request = given().urlEncodingEnabled(false);
        if (agentId != null) {
            request.header("X-Agent-Id", agentId);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }
}
