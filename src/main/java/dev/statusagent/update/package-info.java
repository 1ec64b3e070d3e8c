/**
 * The agent's own version, and how it becomes another one: releases are downloaded, judged and unpacked here; the launcher, which
 * outlives each of them, starts them and goes back from one that does not become live. May import {@code outgoing},
 * {@code security}, {@code http}, {@code problem} and {@code audit}.
 */
package dev.statusagent.update;
