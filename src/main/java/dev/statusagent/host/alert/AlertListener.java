package dev.statusagent.host.alert;

/** Port to whoever wants to know of alerts. */
public interface AlertListener {
    /** Called once for each change, in their order, by one thread at a time. Does not block. */
    void changed(Alert alert);
}
