package dev.statusagent.security;

import dev.statusagent.security.signature.MessageView;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** A request of the HTTP server as signatures see it. */
record VertxMessage(HttpServerRequest request) implements MessageView {
    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String scheme() {
        return request.isSSL() ? "https" : "http";
    }

    @Override
    public String authority() {
        return request.authority() == null ? null : request.authority().toString();
    }

    @Override
    public String rawPath() {
        return request.path() == null ? "" : request.path();
    }

    @Override
    public String rawQuery() {
        return request.query();
    }

    @Override
    public List<String> header(String name) {
        return request.headers().getAll(name);
    }

    @Override
    public boolean hasBody() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }
}
