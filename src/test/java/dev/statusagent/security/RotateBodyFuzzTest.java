package dev.statusagent.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.statusagent.security.RotateTokenResource.RotateRequest;
import dev.statusagent.testing.CpuTime;
import dev.statusagent.testing.Seeds;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.RefreshException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the body of a rotation, it is a new token or a bad request. */
public class RotateBodyFuzzTest {
    private static final Duration LIMIT = Duration.ofMillis(100);
    /** As the application's own is set up. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Stream<Arguments> seeds() {
        return Seeds.of(RotateBodyFuzzTest.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void neitherFailsNorHangs(String name, byte[] body) {
        fuzzerTestOneInput(body);
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] body) {
        CpuTime.atMost(LIMIT, () -> {
            try {
                RotateRequest request = JSON.readValue(new ByteArrayInputStream(body), RotateRequest.class);
                if (request != null && request.newToken() != null) {
                    AgentToken.of(request.newToken(), null);
                }
            } catch (JsonProcessingException | CharConversionException | RefreshException e) {
                return; // a bad request
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
