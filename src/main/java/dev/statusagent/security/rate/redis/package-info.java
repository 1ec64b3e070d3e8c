/** Rates and failures counted in Redis, for all replicas of an agent together. */
package dev.statusagent.security.rate.redis;
