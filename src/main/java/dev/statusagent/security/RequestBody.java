package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** Reads a body before the resource does, and leaves it where the resource will find it. */
public final class RequestBody {
    private static final int MAX_BYTES = 1 << 20;
    private static final String CUT = "The body was not sent to its end";

    private RequestBody() {}

    /** The whole body, of at most 1 MiB; a larger one fails with 413 and ends the connection. */
    public static Uni<Buffer> read(RoutingContext context) {
        return Uni.createFrom().emitter(emitter -> {
            HttpServerRequest request = context.request();
            Buffer body = Buffer.buffer();
            request.exceptionHandler(cut -> emitter.fail(new StatusException(ProblemType.BAD_REQUEST, CUT)));
            request.handler(chunk -> {
                if (body.length() + chunk.length() > MAX_BYTES) {
                    context.response().putHeader(HttpHeaders.CONNECTION, "close");
                    emitter.fail(new StatusException(ProblemType.BODY_TOO_LARGE));
                } else {
                    body.appendBuffer(chunk);
                }
            });
            request.endHandler(end -> {
                ((RoutingContextInternal) context).setBody(body);
                emitter.complete(body);
            });
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            request.resume();
        });
    }
}
