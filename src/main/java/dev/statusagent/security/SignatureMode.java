package dev.statusagent.security;

/** What a changing request must carry. */
public enum SignatureMode {
    /** An HTTP message signature. */
    REQUIRED,
    /** That, or the older HMAC over the body. */
    LEGACY,
    /** The agent token alone. */
    BEARER
}
