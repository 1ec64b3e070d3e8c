/**
 * The host that the agent runs on: sampled on schedule, shown as JSON, as Prometheus metrics, as a stream and as the last hour.
 * Those who act on samples are below: {@code alert} judges them, {@code notification} keeps what it finds for people,
 * {@code webhook} sends both away. May import {@code outgoing}, {@code security}, {@code http}, {@code problem} and {@code config}.
 */
package dev.statusagent.host;
