/**
 * The audit log's files: lines chained by SHA-256, anchors and a head that are keyed, rotation, and the search for what was
 * changed in them. Knows no container; the agent writes with it, and the command line verifies. May import {@code config}.
 */
package dev.statusagent.audit.chain;
