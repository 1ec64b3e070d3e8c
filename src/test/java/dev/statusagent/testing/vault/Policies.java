package dev.statusagent.testing.vault;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Policies by name. A change applies at once to tokens that exist already. */
final class Policies {

    static final String ROOT = "root";
    static final String DEFAULT = "default";

    private final Map<String, Policy> policies = new ConcurrentHashMap<>(Map.of(DEFAULT, Policy.defaultPolicy()));

    void put(String name, Policy policy) {
        policies.put(name, policy);
    }

    /** Names of policies that do not exist grant nothing. */
    Acl acl(Collection<String> names) {
        return names.contains(ROOT)
                ? Acl.root()
                : Acl.of(names.stream()
                        .map(policies::get)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
