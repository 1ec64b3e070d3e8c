package dev.statusagent.host.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a server asks to be left alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 section 10.2.3</a>
 */
final class RetryAfter {
    /** No server may have the agent keep silent for longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The time from now on, from 0 to {@link #LONGEST}; empty for what is neither seconds nor a date. */
    static Optional<Duration> parse(String value, Instant now) {
        return read(value.strip(), now).map(time -> {
            Duration fromNow = time.isNegative() ? Duration.ZERO : time;
            return fromNow.compareTo(LONGEST) < 0 ? fromNow : LONGEST;
        });
    }

    private static Optional<Duration> read(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
