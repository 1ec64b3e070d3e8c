package dev.statusagent.host;

import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.WebhookReceiver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application with webhooks, sampling by itself at its start only, and an alert about memory above 50 % at once. */
public class AlertsProfile extends PanelProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("status.rate-limit.per-min", "1000000");
        overrides.put("status.metrics.interval-secs", "3600");
        overrides.put("status.alert.cpu-pct", "100");
        overrides.put("status.alert.memory-pct", "50");
        overrides.put("status.alert.disk-pct", "100");
        overrides.put("status.alert.after", "0s");
        return overrides;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Receiver.class));
    }

    /** Takes what the agent sends, and is handed to the test's {@link WebhookReceiver} fields. */
    public static final class Receiver implements QuarkusTestResourceLifecycleManager {
        private WebhookReceiver receiver;

        @Override
        public Map<String, String> start() {
            receiver = WebhookReceiver.start();
            return Map.of(
                    "status.alert.webhook-url", receiver.url("/alerts?key=7qz-alert-key"),
                    "status.metrics.webhook", receiver.url("/samples?key=7qz-sample-key"));
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(receiver, field -> field.getType() == WebhookReceiver.class);
        }

        @Override
        public void stop() {
            receiver.close();
        }
    }
}
