/**
 * Sends alerts and samples to the addresses that the operator names. An address that is away costs bounded memory and holds up
 * nothing. The addresses are secrets: they are in no log line and no exception.
 */
package dev.statusagent.host.webhook;
