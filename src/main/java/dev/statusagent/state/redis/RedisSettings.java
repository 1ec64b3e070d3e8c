package dev.statusagent.state.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Warns once if Redis is set up to forget what agents must remember; says nothing where it does not let itself be asked. */
@ApplicationScoped
class RedisSettings {
    private static final Logger LOG = Logger.getLogger(RedisSettings.class);

    private final SharedState state;
    private final AtomicBoolean checked = new AtomicBoolean();

    RedisSettings(SharedState state) {
        this.state = state;
    }

    Uni<Void> check() {
        return checked.getAndSet(true)
                ? Uni.createFrom().voidItem()
                : state.ask(Command.INFO).invoke(RedisSettings::judge).replaceWithVoid();
    }

    private static void judge(String info) {
        if (says(info, "maxmemory_policy") && !says(info, "maxmemory_policy:noeviction")) {
            LOG.warn("Redis may evict nonces and commands: set its maxmemory-policy to noeviction");
        }
        if (says(info, "aof_enabled:0")) {
            LOG.warn(
                    "Redis may lose commands and nonces when it ends: set its appendonly to yes, its appendfsync to always");
        }
    }

    private static boolean says(String info, String line) {
        return info.lines().anyMatch(each -> each.startsWith(line));
    }
}
