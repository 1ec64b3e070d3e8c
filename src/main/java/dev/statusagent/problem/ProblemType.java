package dev.statusagent.problem;

import java.util.Locale;

/** Every kind of error the agent answers with. The URN and the title are stable; callers may branch on them. */
public enum ProblemType {
    AGENT_ID_UNSET(401, "Agent has no identity", "AGENT_ID is not configured; this interface is closed"),
    AGENT_ID_MISMATCH(401, "Wrong agent", "X-Agent-Id is missing or is not this agent's"),
    CREDENTIAL_MISSING(401, "Authentication required", "A valid credential is required"),
    CREDENTIAL_INVALID(401, "Authentication failed", "The credential is not valid"),
    BEARER_NEEDS_TLS(401, "Bearer needs TLS", "A bearer token is accepted over TLS or from loopback only"),
    SIGNATURE_REQUIRED(401, "Signature required", "A changing request must be signed"),
    SIGNATURE_MALFORMED(401, "Signature malformed", "The signature header fields are not understood"),
    SIGNATURE_INCOMPLETE(401, "Signature incomplete", "The signature does not cover what it must"),
    SIGNATURE_PARAMETERS(401, "Signature parameters", "A parameter of the signature is missing or wrong"),
    SIGNATURE_STALE(401, "Signature stale", "The signature was not made just now"),
    SIGNATURE_INVALID(401, "Signature invalid", "The signature is not this agent's token's over this request"),
    DIGEST_MISMATCH(401, "Body not as signed", "The body does not have the digest that was signed"),
    REPLAYED(409, "Request replayed", "The nonce was used before; sign anew"),
    RATE_LIMITED(429, "Too many requests", "The allowance is used up; wait as long as Retry-After says"),
    TOKEN_CONFLICT(409, "Token conflict", "Another writer has changed the token at its source; nothing was changed"),
    VAULT_WRITE_DENIED(
            409, "Vault write denied", "The agent's Vault policy does not allow it to write; nothing was changed"),
    ROTATION_NOT_SUPPORTED(409, "Rotation not supported", "The token's source is written by others only"),
    SOURCE_AWAY(
            503,
            "Token source away",
            "The token's source does not answer; the next refresh tells whether it has written"),
    LOGIN_FAILED(401, "Login failed", "The user name or the password is wrong"),
    LOGIN_LIMITED(429, "Too many logins", "Too many logins were tried; wait as long as Retry-After says"),
    LOGIN_NOT_CONFIGURED(503, "Login not configured", "No user of the panel is configured, so that nobody can log in"),
    CROSS_SITE(
            403,
            "Cross-site request",
            "The request does not come from a page of this agent, or its CSRF token is wrong"),
    COMMAND_REFUSED(400, "Command refused", "The command is not one that may run here"),
    ID_CONFLICT(409, "Command id in use", "Another command has this id"),
    STORAGE_FULL(507, "Storage full", "The disk of the data directory is full; nothing was accepted"),
    STORE_UNAVAILABLE(503, "Store unavailable", "The store of the agent's state does not work; nothing was accepted"),
    AUDIT_UNWRITABLE(
            507,
            "Audit log not writable",
            "The audit log cannot be written, so that nothing may be changed; nothing was"),
    COMMANDS_BUSY(503, "Busy", "Other commands are running, and none of them ended in time"),
    RUNTIME_UNAVAILABLE(503, "Runtime unavailable", "There is no container runtime, or it does not answer"),
    CONTAINER_STATE(409, "Not in this state", "The container is not in a state that allows this"),
    LOGS_BUSY(503, "Too many logs", "As many logs are being read as can be at a time"),
    UPDATE_NOT_CONFIGURED(409, "No source of updates", "Neither UPDATE_SERVER_URL nor UPDATE_BINARY_URL is set"),
    UPDATE_IN_CONTAINER(409, "Update in a container", "The agent runs in a container; its image is what is updated"),
    NOT_MANAGED(
            409, "Not managed", "The agent was not started by its launcher through the link of the current release"),
    UPDATE_NOT_NEWER(409, "Not newer", "The release is not newer than the running one"),
    UPDATE_BUSY(409, "Update under way", "Another update is under way"),
    UPDATE_NOT_READY(409, "Update not ready", "The job has no release that waits to be deployed"),
    NOTHING_TO_ROLL_BACK(409, "Nothing to roll back", "There is no release before the running one"),
    UPDATE_SOURCE_AWAY(503, "Source of updates away", "The source of updates does not say what the newest release is"),
    UPDATE_STORAGE(503, "Update storage", "UPDATE_STORAGE_PATH cannot be written; nothing was changed"),
    FORBIDDEN(403, "Forbidden", "The caller's role or scope does not allow this"),
    NOT_FOUND(404, "Not found", "There is nothing at this path"),
    BAD_REQUEST(400, "Bad request", "The request is not understood"),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This path does not support the method"),
    NOT_ACCEPTABLE(406, "Not acceptable", "None of the accepted media types can be produced"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The media type of the body is not supported"),
    BODY_TOO_LARGE(413, "Body too large", "The body is larger than the limit"),
    CLIENT_ERROR(400, "Request refused", "The request cannot be served"),
    NO_SAMPLE_YET(503, "No sample yet", "The host has not been sampled yet; try again in a second"),
    STOPPING(503, "Stopping", "The agent stops and takes no new requests; nothing was done"),
    INTERNAL(500, "Internal error", "Something went wrong; the log has the details under this request id");

    private final int status;
    private final String title;
    private final String detail;

    ProblemType(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** {@code urn:status:problem:} and the kind in lower case with hyphens. */
    public String urn() {
        return "urn:status:problem:" + reason();
    }

    /** The kind in lower case with hyphens, also used as a metric label. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What is said where the place of the error has nothing better to say. */
    public String detail() {
        return detail;
    }
}
