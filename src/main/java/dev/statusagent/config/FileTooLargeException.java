package dev.statusagent.config;

import java.io.IOException;

/** A file is larger than what it is to hold can be; its content was not taken. */
public final class FileTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    FileTooLargeException(int maxBytes) {
        super("larger than " + maxBytes + " bytes");
    }
}
