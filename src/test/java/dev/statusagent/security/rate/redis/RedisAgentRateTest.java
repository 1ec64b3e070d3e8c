package dev.statusagent.security.rate.redis;

import dev.statusagent.security.rate.AgentRate;
import dev.statusagent.security.rate.AgentRateContract;
import dev.statusagent.state.redis.TwoAgents;
import dev.statusagent.testing.FakeTicker;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class RedisAgentRateTest extends AgentRateContract {
    private TwoAgents agents;

    @Override
    protected AgentRate rate(int perMin, FakeTicker ticker) {
        agents = new TwoAgents();
        Supplier<AgentRate> each =
                agents.each(ticker, agent -> new RedisAgentRate(agent.state(), agent.keys(), perMin));
        return () -> each.get().take();
    }

    @AfterEach
    void stop() {
        agents.close();
    }
}
