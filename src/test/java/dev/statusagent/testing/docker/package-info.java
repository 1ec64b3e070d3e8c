/** A Docker engine for tests alone, which they may stop and start. */
package dev.statusagent.testing.docker;
