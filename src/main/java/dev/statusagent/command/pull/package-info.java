/**
 * Pull mode: the agent asks a control plane for commands, runs them and reports what became of them. Results are kept behind
 * the port {@link dev.statusagent.command.pull.PulledCommands} before they are reported, so that none is lost and none is
 * made twice.
 */
package dev.statusagent.command.pull;
