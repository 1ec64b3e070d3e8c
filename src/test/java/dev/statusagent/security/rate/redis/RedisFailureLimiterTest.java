package dev.statusagent.security.rate.redis;

import dev.statusagent.security.rate.FailureLimiter;
import dev.statusagent.security.rate.FailureLimiterContract;
import dev.statusagent.state.redis.TwoAgents;
import dev.statusagent.testing.FakeTicker;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class RedisFailureLimiterTest extends FailureLimiterContract {
    private TwoAgents agents;

    @Override
    protected FailureLimiter limiter(FakeTicker ticker) {
        agents = new TwoAgents();
        Supplier<FailureLimiter> each = agents.each(
                ticker, agent -> new RedisFailureLimiter(agent.state(), agent.keys(), FailureLimiter.FAILURES, MOST));
        return address -> each.get().failed(address);
    }

    @AfterEach
    void stop() {
        agents.close();
    }
}
