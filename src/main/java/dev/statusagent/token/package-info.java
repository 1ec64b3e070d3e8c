/**
 * The agent token: where it comes from ({@link dev.statusagent.token.TokenSource}), who holds it
 * ({@link dev.statusagent.token.TokenHolder}) and how it rotates ({@link dev.statusagent.token.TokenRotation}). May import
 * {@code config}, {@code outgoing} and {@code audit}; the adapters {@code vault} and {@code file} are imported by nobody.
 */
package dev.statusagent.token;
