/**
 * What every request passes: the request id, the response headers, the order of the filters, and the one door through which
 * problems leave. May import {@code problem} and {@code config}.
 */
package dev.statusagent.http;
