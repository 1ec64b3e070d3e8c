/** The record of what happened: one JSON line per event. May import {@code config}. */
package dev.statusagent.audit;
