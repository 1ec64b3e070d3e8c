/** Errors as callers see them: RFC 9457 problem details. May import {@code config}. */
package dev.statusagent.problem;
