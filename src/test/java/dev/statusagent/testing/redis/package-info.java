/** A real Redis server for tests. */
package dev.statusagent.testing.redis;
