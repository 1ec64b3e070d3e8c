package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.Seeds;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of {@link RotateBodyFuzzTest} that hold no token, well signed. */
@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class OddBodiesTest {
    private static final Set<String> WITH_A_TOKEN = Set.of("token", "line-ends", "utf-16", "utf-32");

    @TestHTTPResource("/")
    URI server;

    static Stream<Arguments> seeds() {
        return Seeds.of(RotateBodyFuzzTest.class).filter(seed -> !WITH_A_TOKEN.contains(String.valueOf(seed.get()[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void areRefusedAsTheClientsFault(String name, byte[] body) {
        SignedRequest request =
                new SignedRequest(StaticTokenProfile.AGENT_ID, StaticTokenProfile.TOKEN, "/api/v1/auth/rotate-token");
        request.body = body;
        request.components.add("content-digest");
        request.header("Content-Digest", SignedRequest.digest(body));
        RawHttp.Answer answer = request.sign().send(server);
        assertThat(answer.status()).as(answer.text()).isIn(400, 415);
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
