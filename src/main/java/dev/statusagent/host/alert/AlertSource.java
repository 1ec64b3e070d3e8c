package dev.statusagent.host.alert;

import java.util.Optional;

/** Port to something else that can be wrong with the agent; judged at each sampling of the host. Thread-safe. */
public interface AlertSource {
    /** The stable name of its alert, such as {@code token}. */
    String alert();

    /** What is wrong right now, in words for people; empty while nothing is. Does not block. */
    Optional<String> trouble();

    /** Says for people that it is well again. */
    String wellAgain();
}
