package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.StaticTokenProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, and a table of what is not: each part of a signed request changed, removed, doubled, moved, re-encoded. */
@QuarkusTest
@TestProfile(StaticTokenProfile.class)
class SignedCallsTest {
    private static final String ID = StaticTokenProfile.AGENT_ID;
    private static final String TOKEN = StaticTokenProfile.TOKEN;
    private static final String ROTATE = "/api/v1/auth/rotate-token";
    private static final String SAME = "{\"new_token\":\"" + TOKEN + "\"}";
    private static final String FORGED = "{\"new_token\":\"a-forged-token-0123456789\"}";
    private static final String OTHER = "{\"new_token\":\"another-token-0123456789\"}";

    @TestHTTPResource("/")
    URI server;

    @Test
    void letsASignedChangeIn() {
        RawHttp.Answer answer = rotate(SAME).sign().send(server);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"rotated\":true", "\"persisted\":false")
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/token", "/api/v1/token?", "/api/v1/token?a=b&c=%20d", "/api/self/version"})
    void letsSignedReadingIn(String target) {
        SignedRequest request = new SignedRequest(ID, TOKEN, target);
        request.method = "GET";
        assertThat(request.sign().send(server).status()).isEqualTo(200);
    }

    @Test
    void acceptsMoreComponentsThanItAsksFor() {
        SignedRequest request = rotate(SAME).header("X-More", "  some value ").header("X-More", "and another");
        request.components.add("x-more");
        request.moreParameters = ";expires=4102444800;tag=\"app\"";
        assertThat(request.sign().send(server).status()).isEqualTo(200);
    }

    @Test
    void needsOneValidSignatureAmongSeveral() {
        SignedRequest request = rotate(SAME);
        request.label = "proxy";
        request.key = "another-key-0123456789";
        request.sign();
        request.label = "sig2";
        request.key = TOKEN;
        request.nonce = "a-nonce-of-its-own-" + request.nonce;
        assertThat(request.sign().send(server).status()).isEqualTo(200);
    }

    @Test
    void refusesACapturedRequestSentAgain() {
        SignedRequest request = rotate(SAME).sign();
        assertThat(request.send(server).status()).isEqualTo(200);
        assertRefused(request, 409, "replayed");
        assertRefused(request, 409, "replayed");
    }

    @Test
    void aWrongDigestHasUsedItsNonce() {
        SignedRequest request = rotate(SAME).sign();
        byte[] signed = request.body;
        request.body = bytes(FORGED);
        assertRefused(request, 401, "digest-mismatch");
        request.body = signed;
        assertRefused(request, 409, "replayed");
    }

    @Test
    void comparesTheBodyWhereTheResourceTakesNone() {
        SignedRequest request = new SignedRequest(ID, TOKEN, "/api/v1/token").body("{}");
        request.method = "GET";
        request.sign();
        request.body = "{ }".getBytes(StandardCharsets.UTF_8);
        assertRefused(request, 401, "digest-mismatch");
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                // the message changed after it was signed
                after("method", "signature-invalid", r -> r.method = "PUT"),
                after("method DELETE", "signature-invalid", r -> r.method = "DELETE"),
                after("path", "signature-invalid", r -> r.target = "/api/v1/token"),
                after("path with a slash more", "signature-invalid", r -> r.target = ROTATE + "/"),
                after("path with a double slash", "signature-invalid", r -> r.target = "/api//v1/auth/rotate-token"),
                after("path with a dot segment", "signature-invalid", r -> r.target = "/api/./v1/auth/rotate-token"),
                after("path encoded", "signature-invalid", r -> r.target = "/api/v1/auth/rotate%2Dtoken"),
                after(
                        "path with encoded dots",
                        "signature-invalid",
                        r -> r.target = "/x/%2e%2e/api/v1/auth/rotate-token"),
                after("path with a matrix parameter", "signature-invalid", r -> r.target = ROTATE + ";x=1"),
                after("query added", "signature-invalid", r -> r.target = ROTATE + "?a=b"),
                after(
                        "agent id in another case",
                        401,
                        "agent-id-mismatch",
                        r -> r.replace("X-Agent-Id", "Agent-Under-Test")),
                after("agent id removed", 401, "agent-id-mismatch", r -> r.without("X-Agent-Id")),
                after("agent id doubled", 401, "agent-id-mismatch", r -> r.header("X-Agent-Id", ID)),
                after("body changed", "digest-mismatch", r -> r.body = bytes(FORGED)),
                after("body with a blank more", "digest-mismatch", r -> r.body = bytes(OTHER + " ")),
                after("body removed", "digest-mismatch", r -> r.body = new byte[0]),
                after("body and digest changed", "signature-invalid", r -> {
                    r.body = bytes(FORGED);
                    r.replace("Content-Digest", SignedRequest.digest(r.body));
                }),
                after("digest removed", "signature-malformed", r -> r.without("Content-Digest")),
                after(
                        "digest doubled",
                        "signature-invalid",
                        r -> r.header("Content-Digest", r.value("Content-Digest"))),
                after(
                        "digest of another algorithm added",
                        "signature-invalid",
                        r -> r.replace("Content-Digest", r.value("Content-Digest") + ", sha-512=:AAAA:")),
                // the signature changed after it was made
                after("signature removed", "signature-malformed", r -> r.without("Signature")),
                after("input removed", "signature-malformed", r -> r.without("Signature-Input")),
                after(
                        "both removed",
                        "credential-missing",
                        r -> r.without("Signature").without("Signature-Input")),
                after("signature empty", "signature-malformed", r -> r.replace("Signature", "")),
                after("input empty", "signature-malformed", r -> r.replace("Signature-Input", "")),
                after("mac empty", "signature-invalid", r -> r.replace("Signature", "sig1=::")),
                after(
                        "mac of zeros",
                        "signature-invalid",
                        r -> r.replace("Signature", "sig1=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")),
                after("mac cut", "signature-invalid", r -> r.replace("Signature", "sig1=:AAAA:")),
                after("mac not base64", "signature-malformed", r -> r.replace("Signature", "sig1=:!!!!:")),
                after("mac as a string", "signature-malformed", r -> r.replace("Signature", "sig1=\"abc\"")),
                after("mac as a token", "signature-malformed", r -> r.replace("Signature", "sig1=abc")),
                after(
                        "another label",
                        "signature-malformed",
                        r -> r.replace("Signature", r.value("Signature").replace("sig1", "sig2"))),
                after(
                        "components reordered",
                        "signature-invalid",
                        r -> input(r, "\"@method\" \"@path\"", "\"@path\" \"@method\"")),
                after("component doubled", "signature-malformed", r -> input(r, "\"@path\"", "\"@path\" \"@path\"")),
                after("component dropped", "signature-incomplete", r -> input(r, "\"@path\" ", "")),
                after("query dropped", "signature-incomplete", r -> input(r, "\"@query\" ", "")),
                after("method dropped", "signature-incomplete", r -> input(r, "\"@method\" ", "")),
                after("agent id dropped", "signature-incomplete", r -> input(r, "\"x-agent-id\" ", "")),
                after("digest dropped", "signature-incomplete", r -> input(r, " \"content-digest\"", "")),
                after(
                        "component in capitals",
                        "signature-incomplete",
                        r -> input(r, "\"x-agent-id\"", "\"X-Agent-Id\"")),
                after(
                        "component with a parameter",
                        "signature-incomplete",
                        r -> input(r, "\"@path\"", "\"@path\";req")),
                after("component as a token", "signature-malformed", r -> input(r, "\"@path\"", "path \"@path\"")),
                after(
                        "a component that is not there",
                        "signature-malformed",
                        r -> input(r, "\"@path\"", "\"@path\" \"x-absent\"")),
                after(
                        "an unknown derived component",
                        "signature-malformed",
                        r -> input(r, "\"@path\"", "\"@path\" \"@status\"")),
                after(
                        "components as a string",
                        "signature-malformed",
                        r -> r.replace("Signature-Input", "sig1=\"@path\"")),
                after("list not closed", "signature-malformed", r -> input(r, ")", "")),
                after(
                        "created later",
                        "signature-invalid",
                        r -> input(r, "created=" + r.created, "created=" + seconds(r, 5))),
                after("created removed", "signature-parameters", r -> input(r, ";created=" + r.created, "")),
                after(
                        "created as a string",
                        "signature-parameters",
                        r -> input(r, "created=" + r.created, "created=\"" + r.created + '"')),
                after(
                        "created as a decimal",
                        "signature-parameters",
                        r -> input(r, "created=" + r.created, "created=" + r.created + ".5")),
                after("nonce replaced", "signature-invalid", r -> input(r, r.nonce, "another-nonce-0123456789")),
                after("nonce removed", "signature-parameters", r -> input(r, ";nonce=\"" + r.nonce + '"', "")),
                after("key id removed", "signature-parameters", r -> input(r, ";keyid=\"" + ID + '"', "")),
                after("key id replaced", "signature-parameters", r -> input(r, "keyid=\"" + ID, "keyid=\"another")),
                after("algorithm removed", "signature-parameters", r -> input(r, ";alg=\"hmac-sha256\"", "")),
                after("algorithm replaced", "signature-parameters", r -> input(r, "hmac-sha256", "none")),
                after(
                        "expires added",
                        "signature-invalid",
                        r -> r.replace("Signature-Input", r.value("Signature-Input") + ";expires=4102444800")),
                after(
                        "bearer in place of the signature",
                        401,
                        "signature-required",
                        r -> r.without("Signature")
                                .without("Signature-Input")
                                .header("Authorization", "Bearer " + TOKEN)),
                after(
                        "bearer beside a broken signature",
                        "signature-invalid",
                        r -> r.replace("Signature", "sig1=::").header("Authorization", "Bearer " + TOKEN)),
                after(
                        "legacy in place of the signature",
                        401,
                        "credential-missing",
                        r -> r.without("Signature")
                                .without("Signature-Input")
                                .header("X-Timestamp", r.created)
                                .header("X-Request-Id", r.nonce)
                                .header(
                                        "X-Agent-Signature",
                                        Base64.getEncoder().encodeToString(SignedRequest.hmac(TOKEN, r.body)))),
                after("five signatures", "signature-malformed", r -> {
                    for (int more = 2; more <= 5; more++) {
                        r.label = "sig" + more;
                        r.sign();
                    }
                }),
                // well signed, and still not what is asked for
                before("another key", "signature-invalid", r -> r.key = "another-token-0123456789"),
                before("an empty agent's key", "signature-invalid", r -> r.key = " "),
                before("stale", "signature-stale", r -> r.created = seconds(r, -301)),
                before("from the future", "signature-stale", r -> r.created = seconds(r, 600)),
                before("of the year 1970", "signature-stale", r -> r.created = "0"),
                before("before time", "signature-stale", r -> r.created = "-1"),
                before("expired", "signature-stale", r -> r.moreParameters = ";expires=" + seconds(r, -1)),
                before("nonce too short", "signature-parameters", r -> r.nonce = "0123456789abcde"),
                before("nonce too long", "signature-parameters", r -> r.nonce = "n".repeat(129)),
                before("nonce with a blank", "signature-parameters", r -> r.nonce = "0123456789 0123456789"),
                before("another algorithm", "signature-parameters", r -> r.algorithm = "hmac-sha512"),
                before("another agent's key id", "signature-parameters", r -> r.keyId = "another"),
                before("no method covered", "signature-incomplete", r -> r.components.remove("@method")),
                before("no path covered", "signature-incomplete", r -> r.components.remove("@path")),
                before("no query covered", "signature-incomplete", r -> r.components.remove("@query")),
                before("no agent id covered", "signature-incomplete", r -> r.components.remove("x-agent-id")),
                before("no digest covered", "signature-incomplete", r -> r.components.remove("content-digest")),
                before("nothing covered", "signature-incomplete", r -> r.components.clear()),
                before(
                        "a wrong digest, well signed",
                        "digest-mismatch",
                        r -> r.replace("Content-Digest", SignedRequest.digest(bytes(FORGED)))),
                before(
                        "a digest of another algorithm only",
                        "digest-mismatch",
                        r -> r.replace("Content-Digest", "sha-512=:AAAA:")),
                before("a digest that is none", "digest-mismatch", r -> r.replace("Content-Digest", "none")));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("tampering")
    void refuses(String name, SignedRequest request, int status, String type) {
        assertRefused(request, status, type);
        SignedRequest reading = new SignedRequest(ID, TOKEN, "/api/v1/token");
        reading.method = "GET";
        assertThat(reading.sign().send(server).status())
                .as("the token is what it was")
                .isEqualTo(200);
    }

    private void assertRefused(SignedRequest request, int status, String type) {
        RawHttp.Answer answer = request.send(server);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"urn:status:problem:" + type + '"').doesNotContain("Exception");
    }

    private static SignedRequest rotate(String body) {
        return new SignedRequest(ID, TOKEN, ROTATE).body(body);
    }

    private static Arguments after(String name, String type, Consumer<SignedRequest> tamper) {
        return after(name, 401, type, tamper);
    }

    private static Arguments after(String name, int status, String type, Consumer<SignedRequest> tamper) {
        SignedRequest request = rotate(OTHER).sign();
        tamper.accept(request);
        return Arguments.of(name, request, status, type);
    }

    private static Arguments before(String name, String type, Consumer<SignedRequest> change) {
        SignedRequest request = rotate(OTHER);
        change.accept(request);
        return Arguments.of(name, request.sign(), 401, type);
    }

    private static void input(SignedRequest request, String what, String with) {
        String input = request.value("Signature-Input");
        assertThat(input).contains(what);
        request.replace("Signature-Input", input.replace(what, with));
    }

    private static String seconds(SignedRequest request, int more) {
        return String.valueOf(Long.parseLong(request.created) + more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
