package dev.statusagent.security.signature;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.CpuTime;
import dev.statusagent.testing.FakeMessage;
import dev.statusagent.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a stranger writes into the headers of a signature, the answer is a yes or a no, and soon. */
public class SignatureHeadersFuzzTest {
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final SignatureVerifier VERIFIER =
            new SignatureVerifier("agent-1", Duration.ofMinutes(5), InstantSource.fixed(NOW));
    private static final Secret TOKEN = new Secret("static-token-0123456789");

    static Stream<Arguments> seeds() {
        return Seeds.of(SignatureHeadersFuzzTest.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void neitherFailsNorHangs(String name, byte[] headers) {
        fuzzerTestOneInput(headers);
    }

    /**
     * What the fuzzer calls.
     *
     * @param headers lines, whose first character says which header the rest belongs to: I for Signature-Input, S for
     *     Signature, D for Content-Digest
     */
    public static void fuzzerTestOneInput(byte[] headers) {
        List<String> lines = List.of(new String(headers, StandardCharsets.ISO_8859_1).split("\n", -1));
        CpuTime.atMost(LIMIT, () -> {
            MessageView message = message(lines);
            ContentDigest.matches(message.header(ContentDigest.HEADER), headers);
            try {
                for (Candidate candidate : VERIFIER.candidates(message)) {
                    candidate.isMadeWith(TOKEN);
                }
            } catch (SignatureException e) {
                return; // the only one that is allowed
            }
        });
    }

    private static MessageView message(List<String> lines) {
        return new FakeMessage(
                "/api/v1/auth/rotate-token",
                null,
                Map.of(
                        MessageSignature.INPUT_HEADER,
                        values(lines, 'I'),
                        MessageSignature.SIGNATURE_HEADER,
                        values(lines, 'S'),
                        ContentDigest.HEADER,
                        values(lines, 'D'),
                        "X-Agent-Id",
                        List.of("agent-1")));
    }

    private static List<String> values(List<String> lines, char header) {
        return lines.stream()
                .filter(line -> !line.isEmpty() && line.charAt(0) == header)
                .map(line -> line.substring(1))
                .toList();
    }
}
