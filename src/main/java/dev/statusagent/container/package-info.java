/**
 * The containers beside the agent: what they are, how they fare, what they say, and the few things that can be done to them.
 * Whatever runs them is behind a port; its adapters are in packages named after their technology. May import
 * {@code security}, {@code outgoing}, {@code audit}, {@code http}, {@code problem} and {@code config}.
 */
package dev.statusagent.container;
