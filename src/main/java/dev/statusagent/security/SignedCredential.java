package dev.statusagent.security;

import dev.statusagent.security.signature.Candidate;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import java.util.List;

/** The signatures of a request that only the token can still refute; one that it made suffices. */
final class SignedCredential extends BaseAuthenticationRequest {
    private final List<Candidate> candidates;

    SignedCredential(List<Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    List<Candidate> candidates() {
        return candidates;
    }
}
