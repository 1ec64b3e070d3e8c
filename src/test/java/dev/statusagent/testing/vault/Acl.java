package dev.statusagent.testing.vault;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What several policies grant together; of the rules that match a path, the most specific decides. */
final class Acl {

    private final boolean root;
    private final Map<PathPattern, Set<Capability>> rules = new HashMap<>();

    private Acl(boolean root, Collection<Policy> policies) {
        this.root = root;
        for (Policy policy : policies) {
            policy.rules().forEach((path, capabilities) -> rules.merge(path, capabilities, Policy::merge));
        }
    }

    static Acl of(Collection<Policy> policies) {
        return new Acl(false, policies);
    }

    static Acl root() {
        return new Acl(true, List.of());
    }

    boolean allows(Capability operation, String path) {
        return root || granted(path, operation == Capability.LIST).contains(operation);
    }

    /** As {@code sys/capabilities} names them: sorted, {@code deny} for nothing, {@code root} for all. */
    List<String> capabilityNames(String path) {
        if (root) {
            return List.of("root");
        }
        Set<Capability> granted = granted(path, true);
        return granted.isEmpty()
                ? List.of(Capability.DENY.label())
                : granted.stream().map(Capability::label).sorted().toList();
    }

    private Set<Capability> granted(String path, boolean listing) {
        List<String> spellings =
                listing && path.endsWith("/") ? List.of(path, path.substring(0, path.length() - 1)) : List.of(path);
        return Stream.concat(
                        spellings.stream().flatMap(spelling -> matching(spelling, true)),
                        spellings.stream().flatMap(spelling -> matching(spelling, false)))
                .findFirst()
                .map(rules::get)
                .orElse(Set.of());
    }

    private Stream<PathPattern> matching(String path, boolean exact) {
        return rules.keySet().stream()
                .filter(pattern -> pattern.isExact() == exact && pattern.matches(path))
                .max(PathPattern.PRIORITY)
                .stream();
    }
}
