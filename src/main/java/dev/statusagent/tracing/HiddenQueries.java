package dev.statusagent.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes the query out of each span of a request: the agent takes no secret there, but a caller may have put one there all the same.
 * Headers and bodies are in no span.
 */
@Singleton
class HiddenQueries implements SpanProcessor {
    private static final String HIDDEN = "***";
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    /** Names of older conventions; they hold the path, and the query after it. */
    private static final List<AttributeKey<String>> WITH_QUERY = List.of(
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("http.url"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, HIDDEN);
        }
        for (AttributeKey<String> key : WITH_QUERY) {
            String value = span.getAttribute(key);
            if (value != null && value.indexOf('?') >= 0) {
                span.setAttribute(key, value.substring(0, value.indexOf('?') + 1) + HIDDEN);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
