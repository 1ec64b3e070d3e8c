/**
 * Limits behind their ports: the authenticated agent's requests, and the failures of an address. May import {@code state},
 * {@code problem} and {@code config}.
 */
package dev.statusagent.security.rate;
