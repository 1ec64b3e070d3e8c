package dev.statusagent.host.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.statusagent.host.alert.Alert;
import java.time.Instant;

/**
 * An alert as it is sent.
 *
 * @param agentId null while the agent has no identity
 * @param valuePct null for an alert without a threshold
 * @param id the same at each try, and that of the notification
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AlertMessage(
        String agentId,
        String type,
        String id,
        String alert,
        String state,
        String message,
        Double valuePct,
        Integer thresholdPct,
        Instant createdAt) {
    static AlertMessage of(Alert alert, String agentId) {
        return new AlertMessage(
                agentId,
                "alert",
                alert.id(),
                alert.name(),
                alert.state().code(),
                alert.message(),
                alert.valuePct(),
                alert.thresholdPct(),
                alert.at());
    }
}
