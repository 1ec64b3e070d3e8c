package dev.statusagent.security.session.redis;

import dev.statusagent.config.Secret;
import dev.statusagent.security.session.Account;
import dev.statusagent.security.session.Session;
import io.vertx.core.json.JsonObject;

/** A session as JSON, of which the scripts know {@code user} and {@code role}. */
final class SessionText {
    private static final String USER = "user";
    private static final String ROLE = "role";
    private static final String CSRF_TOKEN = "csrf_token";
    private static final String CREATED = "created_at";
    private static final String EXPIRES = "expires_at";

    private SessionText() {}

    static String of(Session session) {
        return new JsonObject()
                .put(USER, session.account().user())
                .put(ROLE, session.account().role())
                .put(CSRF_TOKEN, session.csrfToken().reveal())
                .put(CREATED, session.createdAt())
                .put(EXPIRES, session.expiresAt())
                .encode();
    }

    static Session read(String text) {
        JsonObject json = new JsonObject(text);
        return new Session(
                new Account(json.getString(USER), json.getString(ROLE)),
                new Secret(json.getString(CSRF_TOKEN)),
                json.getInstant(CREATED),
                json.getInstant(EXPIRES));
    }
}
