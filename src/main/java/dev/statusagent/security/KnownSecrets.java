package dev.statusagent.security;

import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Hides the secrets that the agent has at the moment of asking. Thread-safe. */
@ApplicationScoped
public class KnownSecrets implements Supplier<Redaction> {
    private final AgentSecrets secrets;
    private volatile Known known = new Known(List.of(), Redaction.NONE);

    KnownSecrets(AgentSecrets secrets) {
        this.secrets = secrets;
    }

    private record Known(List<Secret> values, Redaction redaction) {}

    @Override
    public Redaction get() {
        List<Secret> values = secrets.values();
        Known last = known;
        if (!last.values().equals(values)) {
            last = new Known(values, Redaction.NONE.with(values));
            known = last;
        }
        return last.redaction();
    }
}
