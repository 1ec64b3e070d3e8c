package dev.statusagent.cli;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only in pauses, before a terminal or without one. */
final class FakeSurroundings implements Surroundings {
    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final boolean terminal;
    private Duration paused = Duration.ZERO;
    private int slowness = 1;
    private Duration endsAfter = Duration.ofDays(1);
    private Runnable lastWords = () -> {};

    private FakeSurroundings(boolean terminal) {
        this.terminal = terminal;
    }

    static FakeSurroundings terminal() {
        return new FakeSurroundings(true);
    }

    static FakeSurroundings pipe() {
        return new FakeSurroundings(false);
    }

    /** A pause takes so many times what it should. */
    FakeSurroundings slowedDown(int factor) {
        slowness = factor;
        return this;
    }

    /** The process is told to end when so much time has passed. */
    FakeSurroundings endingAfter(Duration time) {
        endsAfter = time;
        return this;
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
        paused = paused.plus(time.multipliedBy(slowness));
        if (paused.compareTo(endsAfter) >= 0) {
            lastWords.run();
            Thread.currentThread().interrupt(); // nothing more is done, as in a process that has ended
        }
    }

    @Override
    public Runnable atEnd(Runnable action) {
        lastWords = action;
        return () -> lastWords = () -> {};
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
