package dev.statusagent.testing.vault;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One version of a KV v2 secret; the data of a destroyed one is gone. */
record KvVersion(int number, Map<String, Object> data, Instant created, Optional<Instant> deleted, boolean destroyed) {

    KvVersion delete(Instant now) {
        return new KvVersion(number, data, created, deleted.or(() -> Optional.of(now)), destroyed);
    }

    KvVersion destroy() {
        return new KvVersion(number, Map.of(), created, deleted, true);
    }

    boolean readable() {
        return deleted.isEmpty() && !destroyed;
    }

    /** As in the {@code versions} of a secret's metadata. */
    Map<String, Object> summary() {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("created_time", created.toString());
        summary.put("deletion_time", deleted.map(Instant::toString).orElse(""));
        summary.put("destroyed", destroyed);
        return summary;
    }

    /** As beside the data of a read, and in the answer to a write. */
    Map<String, Object> metadata() {
        Map<String, Object> metadata = summary();
        metadata.put("custom_metadata", null);
        metadata.put("version", number);
        return metadata;
    }
}
