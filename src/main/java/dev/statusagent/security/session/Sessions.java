package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/** Begins, finds and ends sessions; each beginning and end leaves a trace. */
@ApplicationScoped
public class Sessions {
    private final SessionStore store;
    private final SessionConfig config;
    private final InstantSource clock;
    private final SessionEvents events;
    private final Secret logins;

    Sessions(SessionStore store, SessionConfig config, InstantSource clock, SessionEvents events, Accounts accounts) {
        this.logins = accounts.configured();
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A session that has just begun.
     *
     * @param id what the cookie carries, and nothing else ever
     */
    public record Started(Secret id, Session session) {}

    /**
     * Begins a session under an id that was never used. Those whose life is over do not count among the user's.
     *
     * @param replaced the id that the same browser had until now, which ends
     */
    Uni<Started> start(Account account, Optional<String> replaced, LoginOrigin origin) {
        Secret id = SessionId.random();
        Session session = new Session(
                account, SessionId.random(), clock.instant(), clock.instant().plus(config.ttl()));
        return end(replaced, "replaced", origin)
                .chain(this::cleanUp)
                .chain(() -> store.put(key(id.reveal()).orElseThrow(), session))
                .invoke(gaveWay -> gaveWay.forEach(other -> events.ended(other, "too-many", origin)))
                .invoke(gaveWay -> events.created(session, origin))
                .replaceWith(new Started(id, session));
    }

    /** The session of that id, whose idle life begins anew; empty if there is none, or none any more. */
    public Uni<Optional<Session>> find(Optional<String> id) {
        return id.flatMap(this::key)
                .map(store::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** The session of that id, whose idle life goes on as it was; empty if there is none, or none any more. */
    Uni<Optional<Session>> look(Optional<String> id) {
        return id.flatMap(this::key)
                .map(store::look)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Ends the session of that id, if there is one. */
    public Uni<Void> logout(Optional<String> id, LoginOrigin origin) {
        return end(id, "logout", origin);
    }

    private Uni<Void> end(Optional<String> id, String reason, LoginOrigin origin) {
        return id.flatMap(this::key)
                .map(store::remove)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .invoke(removed -> removed.ifPresent(session -> events.ended(session, reason, origin)))
                .replaceWithVoid();
    }

    private Optional<String> key(String id) {
        return SessionId.key(id, logins);
    }

    /** Ends the sessions whose life is over. */
    Uni<Void> cleanUp() {
        return store.removeExpired()
                .invoke(expired -> expired.forEach(session -> events.ended(session, "expired", LoginOrigin.SYSTEM)))
                .replaceWithVoid();
    }
}
