/** Traces for OpenTelemetry: what may leave the agent in them. Imports nothing of the agent. */
package dev.statusagent.tracing;
