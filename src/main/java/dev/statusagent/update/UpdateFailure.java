package dev.statusagent.update;

import java.util.Locale;

/** Why an update did not come about. Expected, hence without a stack trace; the message may be told to strangers. */
final class UpdateFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure; the name in lower case is what callers branch on. */
    enum Reason {
        /** The server cannot be reached, or cuts the connection. */
        UNREACHABLE,
        /** Its certificate is not one that may be trusted for it. */
        TLS,
        /** It leads to something that is not HTTPS, or in circles. */
        REDIRECT,
        /** It answers with another status than 200. */
        STATUS,
        /** It says nothing for too long, or takes too long in all. */
        TOO_SLOW,
        /** It sends more than it may. */
        TOO_LARGE,
        /** It sends less than it should. */
        INCOMPLETE,
        /** The manifest is not understood, or is of another release. */
        MANIFEST_INVALID,
        /** The manifest is not signed by the operator's key. */
        SIGNATURE_INVALID,
        /** The release is not newer than the running one. */
        NOT_NEWER,
        /** The download has another hash than it must have. */
        HASH_MISMATCH,
        /** The archive is no release, or one that must not be unpacked. */
        ARCHIVE_INVALID,
        /** There is no room on the disk. */
        DISK_FULL,
        /** The disk cannot be written. */
        STORAGE,
        /** A fault of the agent's own. */
        INTERNAL,
        /** The agent ended meanwhile. */
        INTERRUPTED,
        /** Another update has taken its place. */
        REPLACED,
        /** The release did not become live, and the launcher went back. */
        FELL_BACK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    UpdateFailure(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
