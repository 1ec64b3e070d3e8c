/** The record of what happened: one JSON line per event, in the log and in files of its own. May import {@code config}. */
package dev.statusagent.audit;
