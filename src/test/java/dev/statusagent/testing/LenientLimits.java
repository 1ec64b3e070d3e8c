package dev.statusagent.testing;

import dev.statusagent.config.Ticker;
import dev.statusagent.security.rate.embedded.EmbeddedFailureLimiter;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Counts failures and never punishes, for tables of refusals that all come from one address. */
@Alternative
@Singleton
public class LenientLimits extends EmbeddedFailureLimiter {
    LenientLimits(Ticker ticker) {
        super(ticker, Integer.MAX_VALUE, MAX_ADDRESSES);
    }
}
