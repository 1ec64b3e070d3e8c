/** Nonces in this process's memory. */
package dev.statusagent.security.replay.embedded;
