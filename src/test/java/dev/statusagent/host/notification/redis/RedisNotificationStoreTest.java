package dev.statusagent.host.notification.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.statusagent.host.alert.Alert;
import dev.statusagent.host.alert.AlertState;
import dev.statusagent.host.alert.MadeAlerts;
import dev.statusagent.host.notification.Notification;
import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.host.notification.NotificationStoreContract;
import dev.statusagent.state.redis.TestedState;
import dev.statusagent.testing.redis.RedisProcess;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisNotificationStoreTest extends NotificationStoreContract {
    private static RedisProcess redis;

    private TestedState state;

    @BeforeAll
    static void start() {
        redis = RedisProcess.inMemory();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected NotificationStore store() {
        state = new TestedState(redis, UUID.randomUUID().toString());
        return of(state);
    }

    private static NotificationStore of(TestedState agent) {
        return new RedisNotificationStore(
                agent.state(), agent.keys(), new ObjectMapper().registerModule(new JavaTimeModule()));
    }

    @Test
    void keepsAllOfAnAlert() {
        Alert alert = new Alert(
                "a-1",
                "agent-token",
                AlertState.RESOLVED,
                null,
                null,
                "Ünïcode \"quoted\"\n",
                Instant.ofEpochSecond(7, 123));
        NotificationStore store = of(state);
        store.add(new Notification(alert, true)).await().indefinitely();
        store.add(new Notification(MadeAlerts.cpu("a-2"), false)).await().indefinitely();
        assertThat(store.newest(10).await().indefinitely())
                .containsExactly(new Notification(MadeAlerts.cpu("a-2"), false), new Notification(alert, true));
    }
}
