package dev.statusagent.token;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that a test fills, breaks and holds up. */
final class FakeSource implements TokenSource {
    final AtomicInteger fetches = new AtomicInteger();
    volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile AgentToken token;
    private volatile RefreshException failure;
    volatile RuntimeException bug;
    volatile boolean changed;
    volatile RotateException.Reason refusal;

    void holds(String secret) throws RefreshException {
        token = AgentToken.of(secret, null);
        failure = null;
    }

    void fails(RefreshError error) {
        failure = new RefreshException(error, "as the test wants it");
    }

    @Override
    public TokenOrigin origin() {
        return TokenOrigin.VAULT;
    }

    @Override
    public boolean hasChanged() {
        return changed;
    }

    @Override
    public AgentToken replace(AgentToken next, Integer heldVersion) throws RotateException {
        if (refusal != null) {
            throw new RotateException(refusal, "as the test wants it");
        }
        token = next;
        return next;
    }

    @Override
    public AgentToken fetch() throws RefreshException {
        fetches.incrementAndGet();
        AgentToken read = token; // read before the hold, as a real source has read before it answers
        try {
            if (!hold.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test never let go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw failure;
        }
        return read;
    }
}
