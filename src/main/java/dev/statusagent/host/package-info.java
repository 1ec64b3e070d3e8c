/** The host that the agent runs on: sampled on schedule, shown as JSON, as Prometheus metrics and as a stream. */
package dev.statusagent.host;
