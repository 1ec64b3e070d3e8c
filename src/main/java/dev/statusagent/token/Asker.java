package dev.statusagent.token;

/**
 * Who asked for a rotation.
 *
 * @param actor the identity
 * @param requestId the id of the request; null where nobody asked
 * @param client the address that it came from; null where nobody asked
 */
public record Asker(String actor, String requestId, String client) {}
