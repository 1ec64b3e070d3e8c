/** The queue in Redis, for all replicas of an agent: streams, hashes and sets that only the scripts in {@code redis/commands} change. */
package dev.statusagent.command.redis;
