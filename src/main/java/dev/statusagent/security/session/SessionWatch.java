package dev.statusagent.security.session;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells of long answers whether the session that they were asked for by still lives. */
@ApplicationScoped
public class SessionWatch {
    private final Sessions sessions;

    SessionWatch(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Whether the caller may still have the answer to this request, each time anew; to ask is no use of the session. True for
     * one who was not recognized by a session.
     */
    public Supplier<Uni<Boolean>> of(RoutingContext context, SecurityIdentity caller) {
        if (SessionMechanism.sessionOf(caller).isEmpty()) {
            return () -> Uni.createFrom().item(true);
        }
        Optional<String> id = SessionCookie.of(context.request());
        return () -> sessions.look(id).map(Optional::isPresent);
    }
}
