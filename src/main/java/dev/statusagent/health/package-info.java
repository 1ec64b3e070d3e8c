/**
 * What probes and operators may ask without a credential, and the alert about the token. Reads state that jobs left behind;
 * never calls out.
 */
package dev.statusagent.health;
