package dev.statusagent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Which addresses of a container engine are accepted; each is a URI as it stands, a bare path one without a scheme. */
final class AcceptedEngine {
    private static final Pattern ADDRESS = Pattern.compile("unix:///[^\\p{Cntrl}]{1,100}"
            + "|/[A-Za-z0-9._~+=@,:-][A-Za-z0-9._~+=@,:/-]{0,99}"
            + "|tcp://[A-Za-z0-9.\\[\\]:-]+:\\d{1,5}");

    private AcceptedEngine() {}

    static Accepted engine() {
        return new Accepted(
                "a unix:// or tcp:// address, or the absolute path of a socket",
                value -> ADDRESS.matcher(value).matches() && isUri(value));
    }

    private static boolean isUri(String value) {
        try {
            new URI(value);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
