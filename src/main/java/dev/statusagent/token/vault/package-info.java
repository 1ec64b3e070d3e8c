/**
 * The agent token in HashiCorp Vault or OpenBao: login, its renewal, the read, and the TLS that protects them. Imported by
 * nobody.
 */
package dev.statusagent.token.vault;
