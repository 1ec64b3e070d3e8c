package dev.statusagent.state.redis;

import dev.statusagent.state.StateConfig;
import io.quarkus.redis.client.RedisHostsProvider;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Gives the client its server: {@code REDIS_URL} as it is written, past the expressions of the framework's configuration. */
@ApplicationScoped
@Identifier("status")
class RedisAddress implements RedisHostsProvider {
    private final StateConfig config;

    RedisAddress(StateConfig config) {
        this.config = config;
    }

    @Override
    public Set<URI> getHosts() {
        return Set.of(URI.create(config.redis().url().orElseThrow().reveal()));
    }
}
