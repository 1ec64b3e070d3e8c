package dev.statusagent.security.rate;

import dev.statusagent.state.StateChoice;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that picks where rates and failures are counted. */
@Dependent
class RateBeans {
    @Produces
    @Singleton
    AgentAllowance allowance(@Any Instance<AgentRate> adapters, StateChoice choice) {
        return new AgentAllowance(choice.of(adapters), choice.embedded(adapters));
    }

    @Produces
    @Singleton
    FailureLimiter failures(@Any Instance<FailureLimiter> adapters, StateChoice choice) {
        FailureLimiter own = choice.embedded(adapters);
        return choice.isShared() ? new FailuresCountedAnyway(choice.of(adapters), own) : own;
    }
}
