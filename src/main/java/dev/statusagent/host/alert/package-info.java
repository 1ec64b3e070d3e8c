/**
 * Judges the samples of the host: an alert fires when a threshold has been passed for long enough, and resolves when the value
 * is well below it again. Who wants to know implements {@link dev.statusagent.host.alert.AlertListener}.
 */
package dev.statusagent.host.alert;
