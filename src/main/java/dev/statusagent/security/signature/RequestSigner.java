package dev.statusagent.security.signature;

import dev.statusagent.config.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/** Signs outgoing requests as the agent wants incoming ones to be signed. Thread-safe. */
public final class RequestSigner {
    private static final int NONCE_BYTES = 18;

    private final String agentId;
    private final Secret token;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public RequestSigner(String agentId, Secret token, InstantSource clock) {
        this.agentId = agentId;
        this.token = token;
        this.clock = clock;
    }

    /**
     * The headers to add to the request: agent id, digest where there is a body, and the signature over them.
     *
     * @param rawPath the path as it will stand on the wire
     * @param rawQuery the query without its question mark; null for none
     * @param body empty for none
     */
    public Map<String, String> sign(String method, String rawPath, String rawQuery, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Agent-Id", agentId);
        List<Item<?>> components = new ArrayList<>();
        for (String name : new String[] {"@method", "@path", "@query", "x-agent-id"}) {
            components.add(StringItem.valueOf(name));
        }
        if (body.length > 0) {
            headers.put(ContentDigest.HEADER, ContentDigest.of(body));
            components.add(StringItem.valueOf("content-digest"));
        }
        InnerList covered = InnerList.valueOf(components).withParams(parameters());
        byte[] mac = Hmac.sha256(token.bytes(), base(new Outgoing(method, rawPath, rawQuery, headers), covered));
        headers.put(
                MessageSignature.INPUT_HEADER,
                Dictionary.valueOf(Map.of("sig", covered)).serialize());
        headers.put(
                MessageSignature.SIGNATURE_HEADER,
                Dictionary.valueOf(Map.of("sig", ByteSequenceItem.valueOf(mac))).serialize());
        return headers;
    }

    private Parameters parameters() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", clock.instant().getEpochSecond());
        parameters.put("nonce", Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
        parameters.put("keyid", agentId);
        parameters.put("alg", SignatureVerifier.ALGORITHM);
        return Parameters.valueOf(parameters);
    }

    private static byte[] base(MessageView message, InnerList covered) {
        try {
            return SignatureBase.of(message, covered);
        } catch (SignatureException e) {
            throw new IllegalStateException(e); // the components are ours
        }
    }

    private record Outgoing(String method, String rawPath, String rawQuery, Map<String, String> headers)
            implements MessageView {
        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String authority() {
            return null;
        }

        @Override
        public List<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public boolean hasBody() {
            return headers.containsKey(ContentDigest.HEADER);
        }
    }
}
