package dev.statusagent.testing;

import dev.statusagent.testing.vault.VaultDouble;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application with a Vault double as its token source, and a clock that the test moves. */
public class VaultProfile implements QuarkusTestProfile {
    public static final String AGENT_ID = "agent-under-test";
    public static final String FIRST_TOKEN = "first-token-0123456789-0123456789";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovedTicker.class, LenientLimits.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("status.rate-limit.per-min", "1000000");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Vault.class));
    }

    /** Runs the double beside the application, and hands it to the test's {@link VaultDouble} fields. */
    public static final class Vault implements QuarkusTestResourceLifecycleManager {
        private VaultDouble vault;

        @Override
        public Map<String, String> start() {
            vault = VaultDouble.start();
            vault.kv2("status_panel");
            vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
            vault.write("status_panel", "default/token", Map.of("token", FIRST_TOKEN));
            return Map.of(
                    "status.agent.id", AGENT_ID,
                    "status.vault.address", vault.address(),
                    "status.vault.token", vault.createToken("agent"));
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(vault, field -> field.getType() == VaultDouble.class);
        }

        @Override
        public void stop() {
            vault.close();
        }
    }
}
