package dev.statusagent.container;

/** How the lines of a log are written to a client. Used by one thread at a time. */
interface LogFormat {
    /** The content type, with its character set. */
    String contentType();

    /** The line as bytes; empty where it is not to be written. */
    byte[] line(LogLine line);

    /** What is written while there is nothing to say, so that both sides know of each other; empty for nothing. */
    byte[] silence();

    /**
     * The last words.
     *
     * @param reason in lower case with hyphens: why there are no more lines
     */
    byte[] end(String reason);
}
