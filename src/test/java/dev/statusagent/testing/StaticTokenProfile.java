package dev.statusagent.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application with a static token. */
public class StaticTokenProfile implements QuarkusTestProfile {
    public static final String AGENT_ID = "agent-under-test";
    public static final String TOKEN = "static-token-0123456789";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(LenientLimits.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("status.agent.id", AGENT_ID, "status.agent.token", TOKEN, "status.rate-limit.per-min", "1000000");
    }
}
