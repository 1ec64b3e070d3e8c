/**
 * A cluster for tests: Fabric8's mock server keeps the objects, scripts run as processes in place of containers, and what is
 * asked passes the Role that the project ships.
 */
package dev.statusagent.testing.kubernetes;
