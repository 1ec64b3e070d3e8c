package dev.statusagent.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutAgentIdTest.Profile.class)
class WithoutAgentIdTest {
    /** A token and no identity. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("status.agent.token", StaticTokenProfile.TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/token", "/api/self/version", "/api/v1/nothing"})
    void isClosedToEveryone(String path) {
        for (String id : new String[] {"", "null", "agent-under-test"}) {
            given().header("X-Agent-Id", id)
                    .header("Authorization", "Bearer " + StaticTokenProfile.TOKEN)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .body("type", equalTo("urn:status:problem:agent-id-unset"));
        }
        given().get("/health").then().statusCode(200);
    }
}
