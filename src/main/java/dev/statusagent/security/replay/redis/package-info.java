/** Nonces in Redis, for all replicas of an agent. */
package dev.statusagent.security.replay.redis;
