package dev.statusagent.host.alert;

import java.time.Instant;

/**
 * One change: something went wrong, or is well again.
 *
 * @param id unique, also over restarts
 * @param valuePct what the sample said that brought the change
 * @param thresholdPct above which the alert fires
 * @param message the same in words for people
 */
public record Alert(
        String id, AlertKind kind, AlertState state, double valuePct, int thresholdPct, String message, Instant at) {}
