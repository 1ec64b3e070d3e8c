/** Sessions and failed logins in Redis, for all replicas of an agent. */
package dev.statusagent.security.session.redis;
