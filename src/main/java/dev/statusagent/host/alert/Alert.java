package dev.statusagent.host.alert;

import java.time.Instant;

/**
 * One change: something went wrong, or is well again.
 *
 * @param id unique, also over restarts
 * @param name what it is about, such as {@code cpu}
 * @param valuePct what the sample said that brought the change; null for an alert without a threshold
 * @param thresholdPct above which the alert fires; null for one without
 * @param message the same in words for people
 */
public record Alert(
        String id, String name, AlertState state, Double valuePct, Integer thresholdPct, String message, Instant at) {}
