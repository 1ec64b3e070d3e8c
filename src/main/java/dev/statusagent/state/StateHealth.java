package dev.statusagent.state;

/** Port to whether the place where state is kept works. */
public interface StateHealth {
    /** Whether it does, by what the last operation said. Answers from memory. */
    boolean isWorking();
}
