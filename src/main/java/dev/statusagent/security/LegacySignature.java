package dev.statusagent.security;

import dev.statusagent.security.signature.LegacyHeaders;
import dev.statusagent.security.signature.SignatureException;
import dev.statusagent.security.signature.SignatureVerifier;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The older credential: an HMAC over the body alone. Accepted only with {@code STATUS_SIGNATURES=legacy}. */
@ApplicationScoped
public class LegacySignature {
    private final SignatureVerifier verifier;

    LegacySignature(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /** Judges the header part, and only then reads the body, which the HMAC covers. */
    Uni<SignedCredential> credential(RoutingContext context) {
        try {
            LegacyHeaders headers = LegacyHeaders.of(new VertxMessage(context.request()), verifier);
            return RequestBody.read(context)
                    .map(body -> new SignedCredential(List.of(headers.candidate(body.getBytes()))));
        } catch (SignatureException e) {
            return Uni.createFrom().failure(e);
        }
    }
}
