package dev.statusagent.security.rate.embedded;

import dev.statusagent.security.rate.AgentRate;
import dev.statusagent.security.rate.AgentRateContract;
import dev.statusagent.testing.FakeTicker;

class EmbeddedAgentRateTest extends AgentRateContract {
    @Override
    protected AgentRate rate(int perMin, FakeTicker ticker) {
        return new EmbeddedAgentRate(perMin, ticker);
    }
}
