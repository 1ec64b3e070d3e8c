/** Runs commands as processes of this host. May import {@code command}, {@code audit} and {@code config}. */
package dev.statusagent.command.execution;
