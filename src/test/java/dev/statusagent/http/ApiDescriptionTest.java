package dev.statusagent.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger learns of the API from its description. */
@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class ApiDescriptionTest {
    private JsonNode api;

    @BeforeEach
    void read() throws IOException {
        api = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
    }

    private void eachOperation(BiConsumer<String, JsonNode> check) {
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    @Test
    void eachAnswerSaysWhatIsInIt() {
        eachOperation((call, operation) -> operation
                .path("responses")
                .properties()
                .forEach(answer -> {
                    String where = call + " " + answer.getKey();
                    JsonNode content = answer.getValue().path("content");
                    if (answer.getKey().matches("[45]..")) {
                        assertThat(content.at("/application~1problem+json/schema/$ref")
                                        .asText())
                                .as(where)
                                .isEqualTo("#/components/schemas/Problem");
                    } else if (!content.isMissingNode()) {
                        assertThat(content).as(where).isNotEmpty();
                    }
                }));
        assertThat(api.at("/components/schemas/Problem/properties").size()).isEqualTo(6);
    }

    @Test
    void eachGuardedCallSaysWhoMayMakeIt() {
        Set<String> schemes = new TreeSet<>();
        api.at("/components/securitySchemes").fieldNames().forEachRemaining(schemes::add);
        assertThat(schemes).containsExactly("agentId", "bearer", "session", "signature");
        eachOperation((call, operation) -> operation
                .path("security")
                .forEach(requirement -> requirement
                        .fieldNames()
                        .forEachRemaining(scheme -> assertThat(schemes).as(call).contains(scheme))));
        assertThat(api.at("/paths/~1api~1v1~1containers/get/security"))
                .hasToString("[{\"agentId\":[],\"bearer\":[]},{\"agentId\":[],\"signature\":[]},{\"session\":[]}]");
        assertThat(api.at("/paths/~1api~1v1~1containers~1{name}~1stop/post/security"))
                .hasToString("[{\"agentId\":[],\"signature\":[]},{\"session\":[]}]");
        assertThat(api.at("/paths/~1health/get/security").isMissingNode()).isTrue();
    }

    @Test
    void aLogIsTextOrEvents() {
        JsonNode log = api.at("/paths/~1api~1v1~1containers~1{name}~1logs/get");
        assertThat(log.at("/responses/200/content").properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("text/plain", "text/event-stream");
        assertThat(log.at("/responses/200/content/text~1event-stream/example").asText())
                .startsWith("id: ")
                .contains("event: end\ndata: ");
        log.path("parameters")
                .forEach(parameter -> assertThat(parameter.at("/schema/type").asText())
                        .as(parameter.path("name").asText())
                        .isNotEmpty());
    }
}
