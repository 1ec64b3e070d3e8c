package dev.statusagent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes a delivery, and learns whether it left: the framework's own writers do not look. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryWriter implements ServerMessageBodyWriter<Delivery> {
    private final ObjectMapper mapper;

    DeliveryWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == Delivery.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Delivery.class;
    }

    @Override
    public void writeResponse(Delivery delivery, Type genericType, ServerRequestContext context)
            throws JsonProcessingException {
        Buffer body = Buffer.buffer(mapper.writeValueAsBytes(delivery.json()));
        HttpServerResponse response = delivery.response();
        if (response.closed() || response.ended()) {
            delivery.notDelivered().run();
        } else {
            response.end(body).onFailure(failure -> delivery.notDelivered().run());
        }
    }

    @Override
    public void writeTo(
            Delivery delivery,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(mapper.writeValueAsBytes(delivery.json()));
    }
}
