package dev.statusagent.cli;

import java.time.Duration;

/** Time that passes only in pauses, before a terminal or without one. */
final class FakeSurroundings implements Surroundings {
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
}
