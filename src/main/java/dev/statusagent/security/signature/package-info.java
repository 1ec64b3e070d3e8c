/**
 * RFC 9421 HTTP Message Signatures with {@code hmac-sha256}, and RFC 9530 Content-Digest: verified for incoming requests, made
 * for outgoing ones. Knows no container and no HTTP server.
 */
package dev.statusagent.security.signature;
