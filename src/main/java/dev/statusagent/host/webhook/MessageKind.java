package dev.statusagent.host.webhook;

import java.util.Locale;

/** What is sent, and how much of it may wait for a webhook that does not take it. */
enum MessageKind {
    /** A day with an alert every quarter of an hour. */
    ALERT(100),
    /** Only the newest is of use. */
    SAMPLE(1);

    private final int mostWaiting;

    MessageKind(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
