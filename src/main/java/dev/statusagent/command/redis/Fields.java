package dev.statusagent.command.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Names and values as a hash takes them. What is null is left out. */
final class Fields {
    private final List<String> pairs = new ArrayList<>();

    Fields with(String name, String value) {
        if (value != null) {
            pairs.add(name);
            pairs.add(value);
        }
        return this;
    }

    Fields with(String name, Instant time) {
        return with(name, time == null ? null : String.valueOf(time.toEpochMilli()));
    }

    /** Name, value, name, value, and so on. */
    List<String> pairs() {
        return List.copyOf(pairs);
    }
}
