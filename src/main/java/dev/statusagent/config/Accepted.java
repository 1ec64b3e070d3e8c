package dev.statusagent.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a setting accepts, in words for the operator and as a test for the machine.
 *
 * @param description completes the sentence "accepted: …"
 * @param test never throws; true if the value is accepted
 */
record Accepted(String description, Predicate<String> test) {
    private static final Pattern SIMPLE_DURATION = Pattern.compile("\\d{1,9}(ms|[smhd])?");
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern SIZE = Pattern.compile("\\d{1,18}([kKmMgG])?");

    static Accepted pattern(String description, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Accepted(description, value -> pattern.matcher(value).matches());
    }

    static Accepted visible(int min, int max) {
        return pattern(min + " to " + max + " visible ASCII characters", "[\\x21-\\x7e]{" + min + "," + max + "}");
    }

    /** Any text without control characters; spaces and letters of any script are fine, blank is not. */
    static Accepted text(int min, int max) {
        return new Accepted(
                min + " to " + max + " characters, no control characters",
                value -> value.codePointCount(0, value.length()) >= min
                        && value.codePointCount(0, value.length()) <= max
                        && !value.isBlank()
                        && value.codePoints().noneMatch(Character::isISOControl));
    }

    static Accepted oneOf(String... choices) {
        return new Accepted(String.join(", ", choices), Arrays.asList(choices)::contains);
    }

    static Accepted bool() {
        return oneOf("true", "false");
    }

    static Accepted integer(long min, long max) {
        return new Accepted("a whole number from " + min + " to " + max, value -> inRange(value, min, max));
    }

    private static boolean inRange(String value, long min, long max) {
        if (!value.matches("\\d{1,18}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= min && number <= max;
    }

    static Accepted size(long minBytes, long maxBytes) {
        return new Accepted(
                "a number of bytes from " + minBytes + " to " + maxBytes + ", or one with K, M or G",
                value -> SIZE.matcher(value).matches() && sizeInRange(value, minBytes, maxBytes));
    }

    private static boolean sizeInRange(String value, long minBytes, long maxBytes) {
        int shift = "kmg".indexOf(Character.toLowerCase(value.charAt(value.length() - 1))) + 1;
        long number = Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1));
        return number <= maxBytes >> (10 * shift) && number << (10 * shift) >= minBytes;
    }

    static Accepted duration(Duration min, Duration max) {
        return new Accepted(
                "a duration from " + words(min) + " to " + words(max) + " (60s, 10m, PT1M or bare seconds)",
                value -> durationInRange(value, min, max));
    }

    private static String words(Duration duration) {
        return duration.toDays() > 1
                ? duration.toDays() + "d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static boolean durationInRange(String value, Duration min, Duration max) {
        try {
            Duration duration = parseDuration(value);
            return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * Reads {@code 60s}, {@code 10m}, ISO-8601 or bare seconds, as Quarkus' own converter does.
     *
     * @throws DateTimeException if the text is none of these
     */
    static Duration parseDuration(String value) {
        if (!SIMPLE_DURATION.matcher(value).matches()) {
            return Duration.parse(value);
        }
        String unit = value.replaceAll("\\d", "");
        long number = Long.parseLong(value.substring(0, value.length() - unit.length()));
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    static Accepted listOf(String description, Accepted item) {
        return new Accepted(
                description,
                value -> split(value).stream().allMatch(item.test)
                        && !split(value).isEmpty());
    }

    /** Splits at commas and drops the white space around each part; an empty part stays and is judged. */
    static List<String> split(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    static Accepted host() {
        return new Accepted(
                "an IP address or a host name",
                value -> Addresses.isLiteral(value)
                        || (HOST_NAME.matcher(value).matches() && !value.matches("[\\d.]+")));
    }

    static Accepted network() {
        return new Accepted("an IP address or a CIDR block", Addresses::isNetwork);
    }

    /** A base URL: scheme, host, optional port and path; no user, query or fragment. */
    static Accepted url(String description, Predicate<URI> test) {
        return new Accepted(description, value -> {
            try {
                URI uri = new URI(value);
                return uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null
                        && uri.getPort() <= 65_535
                        && uri.getPort() != 0
                        && test.test(uri);
            } catch (java.net.URISyntaxException e) {
                return false;
            }
        });
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    static boolean isHttpsOrLoopback(URI uri) {
        return isHttps(uri) || (isHttp(uri) && Addresses.isLoopback(uri.getHost()));
    }
}
