package dev.statusagent.container;

import dev.statusagent.testing.PanelProfile;
import java.util.HashMap;
import java.util.Map;

/** The application with an operator, a viewer and a control plane that may inspect and restart; the runtime is the test's. */
public class ContainersProfile extends PanelProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("status.rate-limit.per-min", "1000000");
        overrides.put("status.runtime", "none");
        overrides.put("status.agent.scopes", "docker:inspect,docker:restart,docker:logs,commands:execute");
        return overrides;
    }
}
