package dev.statusagent.command.redis;

import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.List;

/**
 * The fields of a hash, as Redis gives those that were asked for.
 *
 * @param names of the fields, in the order in which they were asked for
 */
record Row(List<String> names, Response values) {
    /** The field as text; null if it is absent. */
    String text(String name) {
        Response value = values.get(names.indexOf(name));
        return value == null ? null : value.toString();
    }

    boolean has(String name) {
        return text(name) != null;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** The field as a time; null if it is absent. */
    Instant time(String name) {
        String millis = text(name);
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
