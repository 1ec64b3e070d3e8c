/**
 * Where the agent keeps what several requests share: in its own process and data directory, or in one Redis for many agents.
 * Each port has an adapter for either; {@link dev.statusagent.state.StateChoice} picks it. Imports config and problem.
 */
package dev.statusagent.state;
