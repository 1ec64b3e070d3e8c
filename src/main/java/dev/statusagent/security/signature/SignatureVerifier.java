package dev.statusagent.security.signature;

import dev.statusagent.security.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges all of a signature but its key: form, covered components, parameters and freshness. Immutable and thread-safe; does
 * no I/O.
 */
public final class SignatureVerifier {
    public static final String ALGORITHM = "hmac-sha256";
    private static final Set<String> REQUIRED = Set.of("@method", "@path", "@query", "x-agent-id");
    private static final String DIGEST = "content-digest";

    private final byte[] agentId;
    private final Duration maxSkew;
    private final InstantSource clock;

    /**
     * A verifier for one agent.
     *
     * @param agentId what {@code keyid} must be
     * @param maxSkew how far {@code created} may lie from now, either way
     */
    public SignatureVerifier(String agentId, Duration maxSkew, InstantSource clock) {
        this.agentId = agentId.getBytes(StandardCharsets.UTF_8);
        this.maxSkew = maxSkew;
        this.clock = clock;
    }

    /** Whether the request claims to be signed. */
    public static boolean isSigned(MessageView message) {
        return !message.header(MessageSignature.INPUT_HEADER).isEmpty()
                || !message.header(MessageSignature.SIGNATURE_HEADER).isEmpty();
    }

    /**
     * The signatures of the request that only the key can still refute; at least one.
     *
     * @throws SignatureException what is wrong with the first signature, if none is a candidate
     */
    public List<Candidate> candidates(MessageView message) throws SignatureException {
        List<Candidate> candidates = new ArrayList<>();
        SignatureException first = null;
        for (MessageSignature signature : MessageSignature.of(message)) {
            try {
                candidates.add(candidate(message, signature));
            } catch (SignatureException e) {
                first = first == null ? e : first;
            }
        }
        if (candidates.isEmpty()) {
            throw first;
        }
        return candidates;
    }

    private Candidate candidate(MessageView message, MessageSignature signature) throws SignatureException {
        Set<String> covered = signature.coveredNames();
        if (!covered.containsAll(REQUIRED)) {
            throw new SignatureException(Reason.INCOMPLETE, "@method, @path, @query and x-agent-id must be covered");
        }
        boolean coversDigest = covered.contains(DIGEST);
        if (message.hasBody() && !coversDigest) {
            throw new SignatureException(Reason.INCOMPLETE, "content-digest must be covered where there is a body");
        }
        SignatureParameters parameters =
                SignatureParameters.of(signature.covered().getParams());
        check(parameters);
        return new Candidate(
                SignatureBase.of(message, signature.covered()),
                signature.value().get().array(),
                parameters.nonce(),
                parameters.created(),
                coversDigest);
    }

    private void check(SignatureParameters parameters) throws SignatureException {
        if (!parameters.algorithm().equals(ALGORITHM)) {
            throw new SignatureException(Reason.PARAMETERS, "alg must be " + ALGORITHM);
        }
        if (!MessageDigest.isEqual(agentId, parameters.keyId().getBytes(StandardCharsets.UTF_8))) {
            throw new SignatureException(Reason.PARAMETERS, "keyid must be the agent id");
        }
        checkFresh(parameters.created());
        if (parameters.expires() != null && !parameters.expires().isAfter(clock.instant())) {
            throw new SignatureException(Reason.STALE, "the signature has expired");
        }
    }

    void checkFresh(Instant created) throws SignatureException {
        if (Duration.between(created, clock.instant()).abs().compareTo(maxSkew) > 0) {
            throw new SignatureException(Reason.STALE, "The signature was made too far from now");
        }
    }
}
