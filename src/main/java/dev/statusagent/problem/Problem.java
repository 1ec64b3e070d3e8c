package dev.statusagent.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The body of every error answer.
 *
 * @param type a URN per kind of problem
 * @param title the kind in words
 * @param status the HTTP status code
 * @param detail this occurrence in words; never a path of the host, a class name or a secret
 * @param instance the id of the request, as in the log
 * @param error the same as {@code detail}, for older clients
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "error"})
public record Problem(String type, String title, int status, String detail, String instance, String error) {
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, int status, String detail, String instance) {
        return new Problem(type.urn(), type.title(), status, detail, instance, detail);
    }
}
