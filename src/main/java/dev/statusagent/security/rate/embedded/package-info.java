/** Rates and failures counted by this process alone. */
package dev.statusagent.security.rate.embedded;
