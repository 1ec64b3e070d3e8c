package dev.statusagent.testing;

import dev.statusagent.config.Ticker;
import dev.statusagent.security.rate.FailureLimiter;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Counts failures and never punishes, for tables of refusals that all come from one address. */
@Alternative
@Singleton
public class LenientLimits extends FailureLimiter {
    LenientLimits(Ticker ticker) {
        super(ticker, Integer.MAX_VALUE);
    }
}
