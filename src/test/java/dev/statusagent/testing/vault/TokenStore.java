package dev.statusagent.testing.vault;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens by their id. They end by the clock it is given. */
final class TokenStore {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    TokenStore(InstantSource clock) {
        this.clock = clock;
    }

    Token create(TokenSpec spec, Token.Origin origin) {
        var token = new Token("hvs." + random(24), random(18), spec, origin, now());
        tokens.put(token.id(), token);
        return token;
    }

    /** Counts a request against the token; empty when it is unknown, revoked or expired. */
    Optional<Token> use(String id) {
        Optional<Token> token = Optional.ofNullable(tokens.get(id)).filter(found -> !found.expiredAt(now()));
        token.filter(Token::useUp).ifPresent(found -> revoke(found.id()));
        return token;
    }

    void revoke(String id) {
        tokens.remove(id);
    }

    Instant now() {
        return clock.instant();
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
