package dev.statusagent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 section 15.5.6: a 405 says what is allowed. */
@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class AllowedMethodsTest {
    @TestHTTPResource
    URI server;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /health | GET, HEAD",
                "GET | /logout | POST",
                "PUT | /login | GET, HEAD, POST",
                "POST | /metrics | GET, HEAD",
                "PUT | /api/v1/token | GET, HEAD",
                "GET | /api/v1/auth/rotate-token | POST",
                "GET | /api/v1/commands/execute | POST",
                "POST | /api/v1/commands | GET, HEAD",
                "DELETE | /api/v1/commands/4711 | GET, HEAD",
                "DELETE | /api/v1/commands/wait/default | GET",
                "HEAD | /api/v1/commands/wait/default | GET",
                "GET | /api/self/update/start | POST"
            })
    void saysWhatIsAllowed(String method, String path, String allowed) {
        SignedRequest request =
                new SignedRequest(StaticTokenProfile.AGENT_ID, StaticTokenProfile.TOKEN, path).body("{}");
        request.method = method;
        RawHttp.Answer answer = request.sign().send(server);
        assertThat(answer.status()).as(answer.text()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }
}
