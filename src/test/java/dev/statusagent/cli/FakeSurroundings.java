package dev.statusagent.cli;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only in pauses, before a terminal or without one. */
final class FakeSurroundings implements Surroundings {
    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final boolean terminal;
    private Duration paused = Duration.ZERO;

    private FakeSurroundings(boolean terminal) {
        this.terminal = terminal;
    }

    static FakeSurroundings terminal() {
        return new FakeSurroundings(true);
    }

    static FakeSurroundings pipe() {
        return new FakeSurroundings(false);
    }

    @Override
    public boolean outIsTerminal() {
        return terminal;
    }

    @Override
    public boolean errIsTerminal() {
        return terminal;
    }

    @Override
    public void pause(Duration time) {
        paused = paused.plus(time);
    }

    @Override
    public long nanos() {
        return paused.toNanos();
    }

    @Override
    public Instant instant() {
        return START.plus(paused);
    }
}
