/** Releases to update to, good and bad, and a server that hands them out. */
package dev.statusagent.testing.update;
