package dev.statusagent.bench;

import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.Candidate;
import dev.statusagent.security.signature.ContentDigest;
import dev.statusagent.security.signature.MessageView;
import dev.statusagent.security.signature.RequestSigner;
import dev.statusagent.security.signature.SignatureException;
import dev.statusagent.security.signature.SignatureVerifier;
import dev.statusagent.testing.FakeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a signed POST with a body of 1 KiB costs beyond an unsigned one, without any I/O. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
    private static final String ID = "agent-1";
    private static final String PATH = "/api/v1/auth/rotate-token";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final Secret token = new Secret("static-token-0123456789-0123456789");
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final SignatureVerifier verifier = new SignatureVerifier(ID, Duration.ofMinutes(5), clock);
    private final RequestSigner signer = new RequestSigner(ID, token, clock);
    private byte[] body;
    private MessageView request;

    @Setup
    public void sign() {
        body = new byte[1024];
        Arrays.fill(body, (byte) 'x');
        request = FakeMessage.of(PATH, null, signer.sign("POST", PATH, null, body));
    }

    /** Parsing, all checks, the HMAC and the digest. */
    @Benchmark
    public boolean verify() throws SignatureException {
        Candidate candidate = verifier.candidates(request).get(0);
        if (!candidate.isMadeWith(token) || !ContentDigest.matches(request.header(ContentDigest.HEADER), body)) {
            throw new IllegalStateException("not valid");
        }
        return candidate.coversDigest();
    }

    /** What the caller spends. */
    @Benchmark
    public Map<String, String> makeSignature() {
        return signer.sign("POST", PATH, null, body);
    }
}
