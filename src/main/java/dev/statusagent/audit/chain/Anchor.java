package dev.statusagent.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line with a MAC over itself, and so over all lines before it. Each file begins with one.
 *
 * @param reason why there is one here
 * @param details further fields
 */
record Anchor(Reason reason, Map<String, Object> details) {
    static final String EVENT = "audit_anchor";

    private static final String BEGIN = "\"event\":\"" + EVENT + "\",";
    private static final String MAC = ",\"mac\":\"";
    private static final int MAC_LENGTH = 64;
    private static final int BEGINS_BEFORE = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Why an anchor was written; the word in the field {@code outcome}. */
    enum Reason {
        START("start"),
        HOURLY("hourly"),
        ROTATION("rotation"),
        /** At its start the agent found another end than the head says. */
        MISMATCH("head-mismatch");

        private final String word;

        Reason(String word) {
            this.word = word;
        }
    }

    static Anchor of(Reason reason) {
        return new Anchor(reason, Map.of());
    }

    /** The line that says it. */
    ChainLine line(long seq, String prev, String time, ChainKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", EVENT);
        fields.put("time", time);
        fields.put("actor", "system");
        fields.put("outcome", reason.word);
        fields.putAll(details);
        try {
            String object = JSON.writeValueAsString(fields);
            String open = ChainLine.after(seq, prev, object.substring(0, object.length() - 1))
                    .text();
            return ChainLine.parse((open + MAC + key.mac(open) + "\"}").getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isOne(ChainLine line) {
        int at = line.text().indexOf(BEGIN);
        return at > 0 && at < BEGINS_BEFORE;
    }

    /** Whether the line is an anchor that the key has made. */
    static boolean isMadeWith(ChainKey key, ChainLine line) {
        String text = line.text();
        int mac = text.lastIndexOf(MAC);
        return mac > 0
                && text.length() == mac + MAC.length() + MAC_LENGTH + 2
                && key.made(text.substring(mac + MAC.length(), text.length() - 2), text.substring(0, mac));
    }

    /** What the agent found at a start where the end was not what the head says. */
    record Mismatch(OptionalLong headCount, long foundCount) {
        Anchor anchor(Map<String, Object> more) {
            Map<String, Object> details = new LinkedHashMap<>();
            headCount.ifPresent(count -> details.put("head_count", count));
            details.put("found_count", foundCount);
            details.putAll(more);
            return new Anchor(Reason.MISMATCH, details);
        }
    }

    /** The mismatch that the anchor tells of; empty if it tells of none. */
    static Optional<Mismatch> mismatch(ChainLine line) {
        try {
            JsonNode fields = JSON.readTree(line.text());
            if (!Reason.MISMATCH.word.equals(fields.path("outcome").asText())) {
                return Optional.empty();
            }
            JsonNode head = fields.path("head_count");
            OptionalLong count = head.isNumber() ? OptionalLong.of(head.asLong()) : OptionalLong.empty();
            return Optional.of(new Mismatch(count, fields.path("found_count").asLong()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
