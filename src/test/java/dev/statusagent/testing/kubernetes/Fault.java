package dev.statusagent.testing.kubernetes;

/** What a server does in place of its work. */
public enum Fault {
    /** 401: the token is not known. */
    UNAUTHORIZED,
    /** 403, whatever the role says. */
    FORBIDDEN,
    /** 500. */
    ERROR,
    /** 200 with what is no JSON. */
    GARBAGE,
    /** 200 with JSON of another shape. */
    OTHER_SHAPE,
    /** Takes the request and says nothing. */
    HANG,
    /** Begins an answer and goes no further. */
    HANG_IN_BODY,
    /** Begins an answer and cuts the connection. */
    CUT
}
