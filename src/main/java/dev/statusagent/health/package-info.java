/** What probes and operators may ask without a credential. Reads state that jobs left behind; never calls out. */
package dev.statusagent.health;
