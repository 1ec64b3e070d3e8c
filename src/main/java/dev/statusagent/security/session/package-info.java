/**
 * Logins and sessions of people: password verification, the limits on guessing, the session store behind its port, and the
 * checks that a changing request was meant by its sender. May import {@code audit}, {@code http}, {@code problem} and
 * {@code config}.
 */
package dev.statusagent.security.session;
