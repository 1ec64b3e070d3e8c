/**
 * HTTP requests that the agent makes itself: bounded in time and size, with the TLS that the operator asked for, and how long
 * to wait where they fail. May import {@code config}.
 */
package dev.statusagent.outgoing;
