/** Remembers which nonces were used, so that a captured request is worth nothing. */
package dev.statusagent.security.replay;
