/** Limits: the authenticated agent's requests, and the failures of an address. */
package dev.statusagent.security.rate;
