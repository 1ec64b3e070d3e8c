package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.audit.HeardAudit;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.testing.FakeTicker;
import dev.statusagent.testing.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenEventsTest {
    private static final AgentToken SHORT = new AgentToken(new Secret("7qz-".repeat(7) + "123"), null);
    private static final AgentToken OTHER_SHORT = new AgentToken(new Secret("7qz-tok1"), null);
    private static final AgentToken LONG = new AgentToken(new Secret("7qz-".repeat(8)), null);
    private static final Asker ASKER = new Asker("agent-1", "request-1", "127.0.0.1");

    private final LogLines log = LogLines.of(TokenEvents.class.getName());

    @AfterEach
    void close() {
        assertThat(log.all()).noneMatch(line -> line.contains("7qz"));
        log.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenOrigin.class,
            names = {"STATIC", "FILE", "VAULT"})
    void warnsOfAShortTokenThatTheAgentStartsWith(TokenOrigin origin) {
        events(origin, SHORT);
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void warnsOfEachShortTokenOnce() {
        TokenEvents events = events(TokenOrigin.VAULT, SHORT);
        events.refreshed(SHORT, false, Duration.ZERO);
        assertThat(warnings()).isEqualTo(1);
        events.refreshed(OTHER_SHORT, true, Duration.ZERO);
        events.refreshed(OTHER_SHORT, false, Duration.ZERO);
        assertThat(warnings()).isEqualTo(2);
    }

    @Test
    void warnsOfAShortTokenThatWasAskedFor() {
        TokenEvents events = events(TokenOrigin.STATIC, LONG);
        assertThat(warnings()).isZero();
        events.rotatedOnRequest(SHORT, ASKER);
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void doesNotWarnOf32Characters() {
        events(TokenOrigin.VAULT, null).refreshed(LONG, true, Duration.ZERO);
        assertThat(warnings()).isZero();
    }

    private long warnings() {
        return log.all().stream()
                .filter(line -> line.startsWith("WARN The agent token has fewer than 32 characters"))
                .count();
    }

    private static TokenEvents events(TokenOrigin origin, AgentToken starting) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TokenConfig.class)
                .withMapping(AgentConfig.class)
                .build();
        return new TokenEvents(
                new HeardAudit(),
                new TokenHolder(origin, starting, Duration.ZERO, new FakeTicker(), InstantSource.system()),
                config.getConfigMapping(TokenConfig.class),
                config.getConfigMapping(AgentConfig.class),
                new SimpleMeterRegistry());
    }
}
