package dev.statusagent.testing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakCheckTest {
    private static final String SECRET = "s3cret \"7qz\\{}?>~\u00ff\u00fb/+";

    private enum Encoding {
        RAW(text -> text),
        JSON(text -> text.replace("\\", "\\\\").replace("\"", "\\\"")),
        URL(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
        URL_PERCENT(text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")),
        HEX(text -> HexFormat.of().formatHex(bytes(text))),
        HEX_UPPER(text -> HexFormat.of().withUpperCase().formatHex(bytes(text))),
        BASE64(text -> Base64.getEncoder().encodeToString(bytes(text))),
        BASE64_URL(text -> Base64.getUrlEncoder().encodeToString(bytes(text))),
        BASE64_AFTER_ONE(text -> Base64.getEncoder().encodeToString(bytes("a" + text + "b"))),
        BASE64_AFTER_TWO(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes("u:" + text + "b"))),
        BASE64_AFTER_THREE(text -> Base64.getEncoder().encodeToString(bytes("abc" + text + "bcd")));

        private final UnaryOperator<String> encode;

        Encoding(UnaryOperator<String> encode) {
            this.encode = encode;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final LeakCheck leaks = new LeakCheck();

    private void register() {
        leaks.secret("AGENT_TOKEN", SECRET);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void findsASecretInEveryEncodingAndTellsWhereButNotWhat(Encoding encoding) {
        register();
        leaks.said("line 7 of stdout", "before " + encoding.encode.apply(SECRET) + " after");
        assertThatThrownBy(leaks::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AGENT_TOKEN, ")
                .hasMessageContaining("line 7 of stdout")
                .hasMessageNotContaining("7qz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AGENT_TOKEN", "s3cret \"7q", "nothing to see"})
    void findsNothingWhereNothingIs(String text) {
        register();
        leaks.said("stdout", text);
        assertThatCode(leaks::verify).doesNotThrowAnyException();
    }

    @Test
    void findsWhatWasSaidBeforeTheSecretWasRegistered() {
        leaks.said("stdout", SECRET);
        register();
        assertThat(leaks.findings()).isNotEmpty();
    }

    @Test
    void hidesASecretInTheNameOfThePlaceToo() {
        register();
        leaks.said("the answer to GET /?t=" + SECRET, SECRET);
        assertThat(leaks.findings()).isNotEmpty().noneMatch(line -> line.contains("7qz"));
    }

    @Test
    void refusesASecretThatAnyTextMayContain() {
        assertThatThrownBy(() -> leaks.secret("SHORT", "abc")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdout", "stderr"})
    void searchesBothStreamsOfAProcess(String stream) throws IOException, InterruptedException {
        leaks.secret("TOKEN", "7qz-planted");
        String redirection = stream.equals("stderr") ? " >&2" : "";
        Process process = new ProcessBuilder("sh", "-c", "echo one; echo two 7qz-planted" + redirection).start();
        AgentOutput output = new AgentOutput(process, leaks);
        process.waitFor();
        output.awaitEnd();
        assertThat(leaks.findings())
                .singleElement()
                .asString()
                .startsWith("TOKEN, ")
                .endsWith("of " + stream);
    }

    @Test
    void searchesHeadersAndBodiesOfAnswersButNoRequest() throws IOException {
        leaks.secret("IN_HEADER", "7qz-header");
        leaks.secret("IN_BODY", "7qz-body");
        leaks.secret("IN_REQUEST", "7qz-request");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            byte[] body = "{\"x\":\"7qz-body\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Trace", "7qz-header");
            exchange.sendResponseHeaders(418, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            AgentHttp http = new AgentHttp(server.getAddress().getPort(), null, leaks);
            assertThat(http.send("POST", "/x", "7qz-request", "X-Token", "7qz-request")
                            .status())
                    .isEqualTo(418);
        } finally {
            server.stop(0);
        }
        assertThat(leaks.findings())
                .anyMatch(line -> line.startsWith("IN_HEADER, raw, in the answer 418 to POST /x, header x-trace"))
                .anyMatch(line -> line.startsWith("IN_BODY, raw, in the answer 418 to POST /x, body"))
                .noneMatch(line -> line.startsWith("IN_REQUEST"));
    }
}
