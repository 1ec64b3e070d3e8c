package dev.statusagent.command.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.statusagent.audit.AuditEvent;
import dev.statusagent.command.DefaultCommands;
import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.http.StrictJson;
import dev.statusagent.testing.FakeDelay;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Pull mode with fakes around it and a clock that stands still. */
final class PullUnderTest {
    final FakeDashboard dashboard = new FakeDashboard();
    final FakeDelay delay = new FakeDelay();
    final FakePulledCommands store;
    final FakeRunner runner;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<AuditEvent> audit = new ArrayList<>();
    final DashboardPull pull;
    boolean auditable = true;

    PullUnderTest() {
        this(new FakePulledCommands(), 1, null);
    }

    PullUnderTest(FakePulledCommands store, int places, List<String> scopes) {
        this.store = store;
        this.runner = new FakeRunner(places);
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        new StrictJson().customize(json);
        pull = new DashboardPull(
                dashboard,
                store,
                new DashboardPull.Agent(
                        DefaultCommands.policy(),
                        DefaultCommands.config(),
                        runner,
                        new Identity(Optional.ofNullable(scopes)),
                        delay.ticker,
                        InstantSource.system(),
                        json,
                        metrics,
                        audit::add,
                        () -> auditable),
                delay,
                new Random(7));
    }

    /** Starts, so that the first question is asked. */
    PullUnderTest started() {
        pull.start();
        delay.settle();
        return this;
    }

    double polls(String outcome) {
        return metrics.counter("status.dashboard.polls", "outcome", outcome).count();
    }

    private record Identity(Optional<List<String>> scopes) implements AgentConfig {
        @Override
        public Optional<String> id() {
            return Optional.of("agent-1");
        }

        @Override
        public Optional<Secret> token() {
            return Optional.empty();
        }

        @Override
        public String deploymentHash() {
            return "default";
        }
    }
}
