package dev.statusagent.container.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.container.ContainerStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reckons a container's share of the processors from two readings of the time it has used. The one before is remembered, so
 * that the engine need not be asked for two, which takes it a second or two. Thread-safe.
 */
final class DockerStats {
    /** An older reading would tell of a time that is long past. */
    private static final Duration OLDEST = Duration.ofMinutes(1);
    /** Within less than that, the clocks' steps would be seen. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private static final int MOST_REMEMBERED = 1000;

    private record Reading(Instant at, long cpuNanos) {}

    private final Map<String, Reading> before = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reading> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Of a single reading, if there is one to compare it with. */
    Optional<ContainerStats> ofOne(String id, JsonNode json) {
        Reading now = new Reading(Instant.parse(json.path("read").asText()), cpuNanos(json.path("cpu_stats")));
        synchronized (before) {
            Reading other = before.get(id);
            boolean tooClose =
                    other != null && Duration.between(other.at(), now.at()).compareTo(SHORTEST) < 0;
            if (!tooClose) {
                before.put(id, now);
            }
            boolean usable = other != null
                    && !tooClose
                    && now.cpuNanos() >= other.cpuNanos()
                    && Duration.between(other.at(), now.at()).compareTo(OLDEST) < 0;
            return usable ? Optional.of(stats(other, now, json)) : Optional.empty();
        }
    }

    /** Whether the answer has the pair; the time of a reading that there was not is in the year 1. */
    static boolean isOfTwo(JsonNode json) {
        String first = json.path("preread").asText();
        return !first.isEmpty() && !first.startsWith("0001-");
    }

    /** Of a pair of readings that the engine has taken one after the other. */
    ContainerStats ofTwo(String id, JsonNode json) {
        Reading first = new Reading(Instant.parse(json.path("preread").asText()), cpuNanos(json.path("precpu_stats")));
        Reading second = new Reading(Instant.parse(json.path("read").asText()), cpuNanos(json.path("cpu_stats")));
        synchronized (before) {
            before.put(id, second);
        }
        return stats(first, second, json);
    }

    private static long cpuNanos(JsonNode cpu) {
        return cpu.at("/cpu_usage/total_usage").asLong();
    }

    private static ContainerStats stats(Reading first, Reading second, JsonNode json) {
        double wall = Math.max(1, Duration.between(first.at(), second.at()).toNanos());
        double share = Math.max(0, second.cpuNanos() - first.cpuNanos()) / wall;
        JsonNode memory = json.path("memory_stats");
        return new ContainerStats(
                second.at(),
                Math.round(share * 10_000) / 100.0,
                Math.max(0, memory.path("usage").asLong() - fileCache(memory.path("stats"))),
                memory.path("limit").asLong());
    }

    /** As the docker command reckons: version 1 of control groups calls it one way, version 2 the other. */
    private static long fileCache(JsonNode details) {
        return details.path("total_inactive_file")
                .asLong(details.path("inactive_file").asLong());
    }
}
