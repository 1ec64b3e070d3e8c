package dev.statusagent.security.session.redis;

import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionStore;
import dev.statusagent.security.session.SessionStoreContract;
import dev.statusagent.state.redis.TwoAgents;
import dev.statusagent.testing.FakeTicker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class RedisSessionStoreTest extends SessionStoreContract {
    private TwoAgents agents;

    @Override
    protected SessionStore store(Duration ttl, Duration idle, FakeTicker ticker) {
        agents = new TwoAgents();
        return new ByTurns(agents.each(ticker, agent -> new RedisSessionStore(agent.state(), agent.keys(), ttl, idle)));
    }

    @AfterEach
    void stop() {
        agents.close();
    }

    private record ByTurns(Supplier<SessionStore> each) implements SessionStore {
        @Override
        public Uni<List<Session>> put(String key, Session session) {
            return each.get().put(key, session);
        }

        @Override
        public Uni<Optional<Session>> find(String key) {
            return each.get().find(key);
        }

        @Override
        public Uni<Optional<Session>> look(String key) {
            return each.get().look(key);
        }

        @Override
        public Uni<Optional<Session>> remove(String key) {
            return each.get().remove(key);
        }

        @Override
        public Uni<List<Session>> removeExpired() {
            return each.get().removeExpired();
        }
    }
}
