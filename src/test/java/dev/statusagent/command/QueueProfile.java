package dev.statusagent.command;

import dev.statusagent.testing.StaticTokenProfile;
import java.util.HashMap;
import java.util.Map;

/** The application with a static token, whose own worker leaves the queue to the tests. */
public class QueueProfile extends StaticTokenProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("status.commands.worker", "false");
        return overrides;
    }
}
