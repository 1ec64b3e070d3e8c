package dev.statusagent.container;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Streams a log. The framework's own streams write and flush each element by itself and make events of objects one by one; a
 * log of a hundred thousand lines is written in pieces of many lines.
 */
@Provider
@Produces({MediaType.TEXT_PLAIN, MediaType.SERVER_SENT_EVENTS})
public class LogAnswerWriter implements ServerMessageBodyWriter<LogAnswer> {
    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == LogAnswer.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == LogAnswer.class;
    }

    @Override
    public void writeResponse(LogAnswer answer, Type genericType, ServerRequestContext context) {
        ServerHttpResponse response = context.serverResponse();
        LogPump pump = answer.pump();
        if (response.closed()) {
            pump.abandon();
            return;
        }
        response.setResponseHeader("Content-Type", pump.format().contentType());
        response.setChunked(true);
        response.addCloseHandler(pump::abandon);
        pump.to(new LogPump.Client() {
            @Override
            public CompletionStage<?> write(byte[] piece) {
                return response.write(piece);
            }

            @Override
            public void end() {
                response.end();
            }
        });
    }

    @Override
    public void writeTo(
            LogAnswer answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        answer.pump().abandon();
        throw new UnsupportedOperationException("a log is written by the server alone");
    }
}
