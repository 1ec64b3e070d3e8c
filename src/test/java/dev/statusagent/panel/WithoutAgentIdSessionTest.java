package dev.statusagent.panel;

import static org.hamcrest.Matchers.equalTo;

import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutAgentIdSessionTest.Profile.class)
class WithoutAgentIdSessionTest {
    /** The panel's users, and no identity of the agent. */
    public static class Profile extends PanelProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> without = new HashMap<>(super.getConfigOverrides());
            without.remove("status.agent.id");
            return without;
        }
    }

    @Test
    void thePanelIsOpenAndTheInterfaceClosed() {
        PanelClient.LoggedIn me = PanelClient.operator();
        me.browser().get("/").then().statusCode(200);
        me.program()
                .get("/api/v1/token")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:status:problem:agent-id-unset"));
    }
}
