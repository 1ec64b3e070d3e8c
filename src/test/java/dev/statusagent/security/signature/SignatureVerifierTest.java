package dev.statusagent.security.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.SignatureException.Reason;
import dev.statusagent.testing.FakeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Freshness, by clocks that stand where the test puts them; and the signer and the verifier hand in hand. */
class SignatureVerifierTest {
    private static final Secret TOKEN = new Secret("a-token-0123456789");
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.900Z");

    @Test
    void acceptsWhatItsOwnSignerMakes() throws SignatureException {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        List<Candidate> candidates = verifier(START).candidates(signedAt(START, body));
        assertThat(candidates).singleElement().satisfies(candidate -> {
            assertThat(candidate.isMadeWith(TOKEN)).isTrue();
            assertThat(candidate.isMadeWith(new Secret("another-token-0123456789")))
                    .isFalse();
            assertThat(candidate.coversDigest()).isTrue();
            assertThat(candidate.nonce()).hasSizeBetween(16, 128);
            assertThat(candidate.created()).isEqualTo(START.truncatedTo(ChronoUnit.SECONDS));
        });
    }

    @Test
    void acceptsWithinTheSkewAndRefusesBeyond() throws SignatureException {
        Instant made = START.plusSeconds(1000);
        assertThat(verifier(made.plusSeconds(299)).candidates(signedAt(made, new byte[0])))
                .hasSize(1);
        assertThat(verifier(made.minusSeconds(299)).candidates(signedAt(made, new byte[0])))
                .hasSize(1);
        assertStale(made, made.plusSeconds(301));
        assertStale(made, made.minusSeconds(302));
    }

    private static void assertStale(Instant made, Instant judged) {
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> verifier(judged).candidates(signedAt(made, new byte[0])))
                .matches(refused -> refused.reason() == Reason.STALE);
    }

    private static SignatureVerifier verifier(Instant now) {
        return new SignatureVerifier("agent-1", Duration.ofMinutes(5), InstantSource.fixed(now));
    }

    private static MessageView signedAt(Instant time, byte[] body) {
        RequestSigner signer = new RequestSigner("agent-1", TOKEN, InstantSource.fixed(time));
        return FakeMessage.of("/a/b", "c=d", signer.sign("POST", "/a/b", "c=d", body));
    }
}
