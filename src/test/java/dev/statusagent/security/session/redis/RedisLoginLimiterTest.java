package dev.statusagent.security.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.security.session.LoginLimiter;
import dev.statusagent.security.session.LoginLimiterContract;
import dev.statusagent.security.session.LoginTry;
import dev.statusagent.security.session.LoginTry.Outcome;
import dev.statusagent.state.redis.TestedState;
import dev.statusagent.state.redis.TwoAgents;
import dev.statusagent.testing.FakeTicker;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisLoginLimiterTest extends LoginLimiterContract {
    private TwoAgents agents;
    private FakeTicker ticker;

    @Override
    protected LoginLimiter limiter(FakeTicker ticker) {
        this.ticker = ticker;
        agents = new TwoAgents();
        Supplier<LoginLimiter> each = agents.each(ticker, agent -> new RedisLoginLimiter(agent.state(), agent.keys()));
        return (address, user) -> each.get().begin(address, user);
    }

    @AfterEach
    void stop() {
        agents.close();
    }

    @Test
    void aTryWhoseAgentDiedCountsForTwoMinutes() {
        try (TestedState agent = new TestedState(agents.redis(), "alone", ticker)) {
            LoginLimiter limiter = new RedisLoginLimiter(agent.state(), agent.keys());
            for (int i = 0; i < 5; i++) {
                limiter.begin("192.0.2.1", "olga").await().indefinitely();
            }
            assertThat(limiter.begin("192.0.2.1", "olga").await().indefinitely().limit())
                    .isEqualTo("login-address");
            ticker.advance(Duration.ofMinutes(2));
            assertThat(limiter.begin("192.0.2.1", "olga").await().indefinitely().limit())
                    .isEmpty();
        }
    }

    @Test
    void keepsNothingOfATryThatLeftNoTraceAndKnowsAnAddressForThirtyDays() {
        try (TestedState agent = new TestedState(agents.redis(), "alone", ticker)) {
            LoginLimiter limiter = new RedisLoginLimiter(agent.state(), agent.keys());
            LoginTry attempt = limiter.begin("192.0.2.1", "olga").await().indefinitely();
            attempt.end().apply(Outcome.SUCCEEDED).await().indefinitely();
            assertThat(agent.state().call(Command.DBSIZE).await().indefinitely().toLong())
                    .isEqualTo(1);
            long left = agent.state()
                    .call(Command.PTTL, agent.keys().of("login:known:192.0.2.1"))
                    .await()
                    .indefinitely()
                    .toLong();
            assertThat(Duration.ofMillis(left)).isBetween(Duration.ofDays(29), Duration.ofDays(30));
        }
    }
}
