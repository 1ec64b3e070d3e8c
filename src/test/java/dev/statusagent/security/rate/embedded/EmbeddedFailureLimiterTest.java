package dev.statusagent.security.rate.embedded;

import dev.statusagent.security.rate.FailureLimiter;
import dev.statusagent.security.rate.FailureLimiterContract;
import dev.statusagent.testing.FakeTicker;

class EmbeddedFailureLimiterTest extends FailureLimiterContract {
    @Override
    protected FailureLimiter limiter(FakeTicker ticker) {
        return new EmbeddedFailureLimiter(ticker, FailureLimiter.FAILURES, MOST);
    }
}
