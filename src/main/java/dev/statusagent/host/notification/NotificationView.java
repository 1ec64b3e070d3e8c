package dev.statusagent.host.notification;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.statusagent.host.alert.Alert;
import java.time.Instant;

/**
 * A notification as callers see it.
 *
 * @param type {@code alert}; callers should pass over types that they do not know
 * @param alert {@code cpu}, {@code memory}, {@code disk} or {@code token}
 * @param state {@code fired} or {@code resolved}
 * @param valuePct null for an alert without a threshold
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NotificationView(
        String id,
        String type,
        String alert,
        String state,
        String message,
        Double valuePct,
        Integer thresholdPct,
        Instant createdAt,
        boolean read) {
    static final String EXAMPLE =
            "{\"id\":\"0b0f3f4e-6d4c-4d2c-9f0e-3d8a8c2f7a51\",\"type\":\"alert\",\"alert\":\"cpu\",\"state\":\"fired\","
                    + "\"message\":\"CPU use is 97.3 %, above 90 %\",\"value_pct\":97.31,\"threshold_pct\":90,"
                    + "\"created_at\":\"2026-11-25T01:10:42Z\",\"read\":false}";

    static NotificationView of(Notification notification) {
        Alert alert = notification.alert();
        return new NotificationView(
                notification.id(),
                "alert",
                alert.name(),
                alert.state().code(),
                alert.message(),
                alert.valuePct(),
                alert.thresholdPct(),
                alert.at(),
                notification.isRead());
    }
}
