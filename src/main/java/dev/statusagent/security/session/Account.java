package dev.statusagent.security.session;

/**
 * Somebody who may log in.
 *
 * @param user the name as configured
 * @param role one of {@link dev.statusagent.security.Roles}
 */
public record Account(String user, String role) {}
