package dev.statusagent.panel;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.RequestBody;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form that a request carries. The framework's own reading of forms leaves a request without an answer, and its connection open,
 * where a percent sign is followed by something else than two hexadecimal digits.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL, application/x-www-form-urlencoded</a>
 */
final class Form {
    private static final int MAX_FIELDS = 1000;

    /** A password of 1024 characters fits, whatever script it is in. */
    private static final int MAX_ENCODED = 16 << 10;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * The form, without fields where the request carries none. Fails with a {@link StatusException}: {@code BAD_REQUEST} where it is
     * not well encoded, {@code BODY_TOO_LARGE}.
     */
    static Uni<Form> of(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.contentEqualsIgnoreCase(mimeType(type))) {
            return Uni.createFrom().item(new Form(Map.of()));
        }
        Charset charset = HttpUtil.getCharset(type, StandardCharsets.UTF_8);
        return RequestBody.read(context).map(body -> parse(body.toString(charset), charset));
    }

    private static CharSequence mimeType(String contentType) {
        CharSequence type = HttpUtil.getMimeType(contentType);
        return type == null ? "" : type;
    }

    static Form parse(String text, Charset charset) {
        String[] pairs = text.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw new StatusException(ProblemType.BODY_TOO_LARGE);
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            fields.putIfAbsent(
                    decode(name, charset), decode(pair.substring(equals < 0 ? pair.length() : equals + 1), charset));
        }
        return new Form(fields);
    }

    private static String decode(String encoded, Charset charset) {
        if (encoded.length() > MAX_ENCODED) {
            throw new StatusException(ProblemType.BODY_TOO_LARGE);
        }
        try {
            return QueryStringDecoder.decodeComponent(encoded, charset);
        } catch (IllegalArgumentException e) {
            throw new StatusException(ProblemType.BAD_REQUEST, "The form is not percent-encoded as it should be");
        }
    }

    /** The first field of the name; empty if there is none, or nothing in it. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }
}
