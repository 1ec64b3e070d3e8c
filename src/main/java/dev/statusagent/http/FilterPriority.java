package dev.statusagent.http;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;

/** The order of the agent's own handlers, relative to those of Quarkus; the highest runs first. */
final class FilterPriority {
    /** Before authentication, so that each answer, refusals included, carries the request id and the headers. */
    static final int REQUEST_ID = SecurityHandlerPriorities.AUTHENTICATION + 100;

    /** After the request id, and before authentication as well. */
    static final int SECURITY_HEADERS = REQUEST_ID - 1;

    /** After the headers, so that they are in its refusals too. */
    static final int HOST = SECURITY_HEADERS - 1;

    /** Before anything is done about a request, its credentials included. */
    static final int SHUTDOWN = HOST - 1;

    private FilterPriority() {}
}
