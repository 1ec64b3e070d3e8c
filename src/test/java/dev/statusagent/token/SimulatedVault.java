package dev.statusagent.token;

import dev.statusagent.config.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/** One source for a simulated fleet: counts the calls of each second, and fails while it is away. */
final class SimulatedVault implements TokenSource {
    private static final AgentToken TOKEN = new AgentToken(new Secret("fleet-token-0123456789-0123456789"), 1);

    private final Fleet.Time time;
    private final int awayFrom;
    private final int awayTo;
    private final int[] calls;
    private long lastNanos;
    private long longestPauseNanos;

    /**
     * @param awayFrom the first second in which it does not answer
     * @param awayTo the first in which it answers again
     * @param seconds how many are counted
     */
    SimulatedVault(Fleet.Time time, int awayFrom, int awayTo, int seconds) {
        this.time = time;
        this.awayFrom = awayFrom;
        this.awayTo = awayTo;
        this.calls = new int[seconds];
    }

    @Override
    public TokenOrigin origin() {
        return TokenOrigin.VAULT;
    }

    @Override
    public AgentToken fetch() throws RefreshException {
        int second = (int) Duration.ofNanos(time.nanos()).toSeconds();
        calls[second]++;
        longestPauseNanos = Math.max(longestPauseNanos, time.nanos() - lastNanos);
        lastNanos = time.nanos();
        if (second >= awayFrom && second < awayTo) {
            throw new RefreshException(RefreshError.VAULT_UNREACHABLE, "away");
        }
        return TOKEN;
    }

    int peak(int from, int to) {
        return IntStream.range(from, to).map(second -> calls[second]).max().orElseThrow();
    }

    double mean(int from, int to) {
        return Arrays.stream(calls, from, to).average().orElseThrow();
    }

    /** The longest time without a call; that of an agent, if there is one only. */
    Duration longestPause() {
        return Duration.ofNanos(longestPauseNanos);
    }
}
