/** The agent's own version. May import {@code security} and {@code problem}. */
package dev.statusagent.update;
