package dev.statusagent.security.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Parser;
import org.junit.jupiter.api.Test;

/** RFC 9421 appendix B.2.5. */
class SignatureVectorTest {
    private static final byte[] KEY = Base64.getDecoder()
            .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
    private static final String PARAMETERS =
            "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";

    private static final MessageView REQUEST = new MessageView() {
        private final Map<String, List<String>> headers =
                Map.of("date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"), "content-type", List.of("application/json"));

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String scheme() {
            return "https";
        }

        @Override
        public String authority() {
            return "example.com";
        }

        @Override
        public String rawPath() {
            return "/foo";
        }

        @Override
        public String rawQuery() {
            return "param=Value&Pet=dog";
        }

        @Override
        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }

        @Override
        public boolean hasBody() {
            return true;
        }
    };

    @Test
    void buildsTheBaseOfTheVector() throws SignatureException {
        assertThat(new String(SignatureBase.of(REQUEST, covered()), StandardCharsets.UTF_8))
                .isEqualTo("""
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@authority": example.com
                        "content-type": application/json
                        "@signature-params": %s""".formatted(PARAMETERS));
    }

    @Test
    void makesTheSignatureOfTheVector() throws SignatureException {
        byte[] mac = Hmac.sha256(KEY, SignatureBase.of(REQUEST, covered()));
        assertThat(Base64.getEncoder().encodeToString(mac)).isEqualTo("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    }

    private static InnerList covered() {
        return Parser.parseInnerList(PARAMETERS);
    }
}
