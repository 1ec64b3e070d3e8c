package dev.statusagent.token;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/** A token and its rotation for tests of other packages; refreshes run in the thread that asks for them. */
public final class RotationUnderTest {
    private static final RefreshListener NOBODY = new RefreshListener() {
        @Override
        public void refreshed(AgentToken token, boolean rotated, Duration took) {}

        @Override
        public void failed(RefreshError error, String message, Duration took) {}

        @Override
        public void rotatedOnRequest(AgentToken token, Asker asker) {}
    };

    private final FakeTicker ticker = new FakeTicker();
    private final FakeSource source = new FakeSource();
    private final TokenHolder holder;
    private final TokenRotation rotation;

    /**
     * @param token what the agent and its source have; null for none
     */
    public RotationUnderTest(String token) {
        AgentToken starting = token == null ? null : new AgentToken(new Secret(token), null);
        holder = new TokenHolder(TokenOrigin.VAULT, starting, Duration.ZERO, ticker, InstantSource.system());
        RefreshSchedule schedule = new RefreshSchedule(Duration.ofMinutes(1), new Random(7));
        rotation = new TokenRotation(source, holder, schedule, ticker, Runnable::run, NOBODY);
        source.fails(RefreshError.SECRET_MISSING);
        if (token != null) {
            atSource(token);
        }
    }

    public TokenHolder holder() {
        return holder;
    }

    public TokenRotation rotation() {
        return rotation;
    }

    /** What the next refresh brings. */
    public void atSource(String token) {
        try {
            source.holds(token);
        } catch (RefreshException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public int fetches() {
        return source.fetches.get();
    }
}
