package dev.statusagent.state.redis;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Leaves out what Vert.x measures of Redis as of any client: for each connection it makes the same gauges once more, with a warning at
 * each start. What tells of commands and of the pool stays.
 */
class RedisMeters {
    @Produces
    @Singleton
    MeterFilter withoutGeneralClientMetrics() {
        return MeterFilter.deny(id -> "redis".equals(id.getTag("clientType")));
    }
}
