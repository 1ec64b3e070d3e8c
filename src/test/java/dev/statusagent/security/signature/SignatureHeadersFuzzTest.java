package dev.statusagent.security.signature;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.CpuTime;
import dev.statusagent.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a stranger writes into the headers of a signature, the answer is a yes or a no, and soon. */
public class SignatureHeadersFuzzTest {
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final SignatureVerifier VERIFIER =
            new SignatureVerifier("agent-1", Duration.ofMinutes(5), NOW, InstantSource.fixed(NOW));
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
            ContentDigest.matches(values(lines, 'D'), headers);
            try {
                for (Candidate candidate : VERIFIER.candidates(new Request(lines))) {
                    candidate.isMadeWith(TOKEN);
                }
            } catch (SignatureException e) {
                return; // the only one that is allowed
            }
        });
    }

    private static List<String> values(List<String> lines, char header) {
        return lines.stream()
                .filter(line -> !line.isEmpty() && line.charAt(0) == header)
                .map(line -> line.substring(1))
                .toList();
    }

    private record Request(List<String> lines) implements MessageView {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String authority() {
            return "localhost:5000";
        }

        @Override
        public String rawPath() {
            return "/api/v1/auth/rotate-token";
        }

        @Override
        public String rawQuery() {
            return null;
        }

        @Override
        public List<String> header(String name) {
            return switch (name) {
                case "Signature-Input", "signature-input" -> values(lines, 'I');
                case "Signature", "signature" -> values(lines, 'S');
                case "Content-Digest", "content-digest" -> values(lines, 'D');
                case "x-agent-id" -> List.of("agent-1");
                default -> List.of();
            };
        }

        @Override
        public boolean hasBody() {
            return !values(lines, 'D').isEmpty();
        }
    }
}
