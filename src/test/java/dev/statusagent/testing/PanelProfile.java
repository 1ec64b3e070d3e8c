package dev.statusagent.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application with an operator by password, a viewer by bcrypt hash, a static token, and a clock that the test moves. */
public class PanelProfile implements QuarkusTestProfile {
    public static final String AGENT_ID = "agent-under-test";
    public static final String TOKEN = "static-token-0123456789";
    public static final String OPERATOR = "olga";
    public static final String OPERATOR_PASSWORD = "correct horse battery ${staple}";
    public static final String VIEWER = "víctor";
    public static final String VIEWER_PASSWORD = "just looking around";

    /** Of the viewer's password, cost 4. */
    private static final String VIEWER_HASH = "$2b$04$Vp2EiJp.JFp3Kq7dXWMPDuZERVZuUQopZv7z3TcgmHbXgar0qjRFS";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovedTicker.class, LenientLimits.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "status.agent.id", AGENT_ID,
                "status.agent.token", TOKEN,
                "status.panel.username", OPERATOR,
                "status.panel.password", OPERATOR_PASSWORD,
                "status.panel.viewer.username", VIEWER,
                "status.panel.viewer.password-hash", VIEWER_HASH);
    }
}
