package dev.statusagent.security.session.embedded;

import dev.statusagent.security.session.SessionStore;
import dev.statusagent.security.session.SessionStoreContract;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;

class EmbeddedSessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store(Duration ttl, Duration idle, FakeTicker ticker) {
        return new EmbeddedSessionStore(ttl, idle, ticker);
    }
}
