package dev.statusagent.host.webhook;

import java.util.Locale;

/** What became of a message in the end. */
enum Outcome {
    /** The webhook has taken it. */
    DELIVERED,
    /** The webhook has understood and does not want it, or sends elsewhere, where the agent does not follow. */
    REFUSED,
    /** It was tried as often as a message is. */
    GIVEN_UP,
    /** It had to make room for a newer one. */
    DROPPED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
