/** Notifications in Redis, for all replicas of an agent. */
package dev.statusagent.host.notification.redis;
