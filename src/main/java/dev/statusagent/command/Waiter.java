package dev.statusagent.command;

/** Whoever may be given a command: a client that polls, or this agent's own worker. No method may block. */
interface Waiter {
    /** Who that is, as operators read it. */
    String holder();

    /**
     * Whether it can take a command now. After {@code true} exactly one of {@link #take} and {@link #nothing} follows, so
     * that it may hold a place meanwhile.
     */
    boolean accepts();

    /** Gives it the command. */
    void take(CommandLease lease);

    /** Tells it that there was none after all; whether it goes on waiting. */
    boolean nothing();
}
