/**
 * The one way to Redis, for the adapters that keep state there: calls with a time limit, scripts, keys, and whether it works.
 * Only packages named {@code redis} import it.
 */
package dev.statusagent.state.redis;
