/** Runs the packaged application as a process of its own and searches all that it says for secrets. */
package dev.statusagent.testing.agent;
