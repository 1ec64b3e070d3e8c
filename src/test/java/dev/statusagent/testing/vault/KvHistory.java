package dev.statusagent.testing.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The versions of one KV v2 secret, numbered from 1. */
final class KvHistory {

    private final List<KvVersion> versions = new ArrayList<>();

    KvVersion add(Map<String, ?> data, Instant now) {
        var version = new KvVersion(current() + 1, new LinkedHashMap<>(data), now, Optional.empty(), false);
        versions.add(version);
        return version;
    }

    int current() {
        return versions.size();
    }

    /** Number 0, as in Vault, means the latest. */
    Optional<KvVersion> version(int number) {
        int wanted = number == 0 ? current() : number;
        return wanted < 1 || wanted > current() ? Optional.empty() : Optional.of(versions.get(wanted - 1));
    }

    void changeLatest(UnaryOperator<KvVersion> change) {
        versions.set(current() - 1, change.apply(versions.get(current() - 1)));
    }

    Map<String, Object> metadata() {
        var summaries = new LinkedHashMap<String, Object>();
        versions.forEach(version -> summaries.put(Integer.toString(version.number()), version.summary()));
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("cas_required", false);
        metadata.put("created_time", versions.get(0).created().toString());
        metadata.put("current_version", current());
        metadata.put("custom_metadata", null);
        metadata.put("delete_version_after", "0s");
        metadata.put("max_versions", 0);
        metadata.put("oldest_version", 0);
        metadata.put("updated_time", versions.get(current() - 1).created().toString());
        metadata.put("versions", summaries);
        return metadata;
    }
}
