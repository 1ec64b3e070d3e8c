/**
 * What every feature shares: {@link dev.statusagent.config.Secret}, the table of settings, the bridge from environment
 * names to the one configuration tree, and the checks made before the start. Imports no other package of the agent.
 */
package dev.statusagent.config;
