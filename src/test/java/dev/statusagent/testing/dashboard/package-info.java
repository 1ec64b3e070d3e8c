/** A control plane for pull mode, which leases commands as a real one does, and goes wrong in the ways that a network does. */
package dev.statusagent.testing.dashboard;
