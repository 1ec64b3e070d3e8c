/**
 * Who may call what: the AGENT_ID guard, the bearer credential and the roles. May import {@code token}, {@code audit},
 * {@code http} and {@code problem}.
 */
package dev.statusagent.security;
