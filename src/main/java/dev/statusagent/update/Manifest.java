package dev.statusagent.update;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.statusagent.update.UpdateFailure.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the publisher says of a release.
 *
 * @param size bytes of the archive
 * @param sha256 hash of the archive, in lower case
 * @param date when it was published, as the publisher writes it
 */
record Manifest(ReleaseVersion version, long size, String sha256, String date) {
    /** What an archive may have, in bytes. */
    static final long MAX_SIZE = 512L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[0-9T:.Z+-]{0,30}");

    /** Fields that it does not know are passed over. */
    static Manifest parse(byte[] bytes) throws UpdateFailure {
        JsonNode json = json(bytes);
        return new Manifest(version(json), size(json), sha256(json), date(json));
    }

    private static JsonNode json(byte[] bytes) throws UpdateFailure {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // told below
        }
        throw invalid("is not a JSON object");
    }

    private static ReleaseVersion version(JsonNode json) throws UpdateFailure {
        return ReleaseVersion.parse(json.path("version").asText(""))
                .orElseThrow(() -> invalid("has no version of the form 1.2.3"));
    }

    private static long size(JsonNode json) throws UpdateFailure {
        JsonNode size = json.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 1) {
            throw invalid("has no size");
        }
        if (size.longValue() > MAX_SIZE) {
            throw invalid("names a size above " + MAX_SIZE + " bytes");
        }
        return size.longValue();
    }

    private static String sha256(JsonNode json) throws UpdateFailure {
        String sha256 = json.path("sha256").asText("");
        if (!SHA_256.matcher(sha256).matches()) {
            throw invalid("has no SHA-256 of 64 hexadecimal digits");
        }
        return sha256.toLowerCase(Locale.ROOT);
    }

    private static String date(JsonNode json) throws UpdateFailure {
        String date = json.path("date").asText("");
        if (!DATE.matcher(date).matches()) {
            throw invalid("has no date");
        }
        return date;
    }

    private static UpdateFailure invalid(String what) {
        return new UpdateFailure(Reason.MANIFEST_INVALID, "The manifest " + what);
    }
}
