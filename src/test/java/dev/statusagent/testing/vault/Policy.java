package dev.statusagent.testing.vault;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of one policy.
 *
 * @see <a href="https://developer.hashicorp.com/vault/docs/concepts/policies">Policies</a>
 */
record Policy(Map<PathPattern, Set<Capability>> rules) {

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
    private static final Pattern RULE =
            Pattern.compile("\\s*path\\s+\"([^\"]+)\"\\s*\\{\\s*capabilities\\s*=\\s*\\[([^]]*)]\\s*}\\s*");
    private static final Pattern QUOTED = Pattern.compile("\"([a-z]+)\"");

    Policy {
        rules = Map.copyOf(rules);
    }

    /** The part of Vault's own default policy that this double has endpoints for. */
    static Policy defaultPolicy() {
        return parse("""
                path "auth/token/lookup-self" { capabilities = ["read"] }
                path "auth/token/renew-self" { capabilities = ["update"] }
                path "auth/token/revoke-self" { capabilities = ["update"] }
                path "sys/capabilities-self" { capabilities = ["update"] }
                """);
    }

    /** Reads {@code path "…" { capabilities = [ … ] }} stanzas; no other HCL is understood. */
    static Policy parse(String hcl) {
        var rules = new LinkedHashMap<PathPattern, Set<Capability>>();
        String text = COMMENT.matcher(hcl).replaceAll("");
        var rule = RULE.matcher(text);
        int from = 0;
        while (from < text.length() && rule.region(from, text.length()).lookingAt()) {
            rules.merge(new PathPattern(rule.group(1)), capabilities(rule.group(2)), Policy::merge);
            from = rule.end();
        }
        if (!text.substring(from).isBlank()) {
            throw new IllegalArgumentException("not understood in policy: " + text.substring(from));
        }
        return new Policy(rules);
    }

    /** What two rules for the same path grant together: a denial wins over everything. */
    static Set<Capability> merge(Set<Capability> one, Set<Capability> other) {
        var merged = EnumSet.copyOf(one);
        merged.addAll(other);
        return merged.contains(Capability.DENY) ? EnumSet.of(Capability.DENY) : merged;
    }

    private static Set<Capability> capabilities(String list) {
        var capabilities = EnumSet.noneOf(Capability.class);
        QUOTED.matcher(list).results().forEach(name -> capabilities.add(Capability.named(name.group(1))));
        return capabilities.isEmpty() ? EnumSet.of(Capability.DENY) : capabilities;
    }
}
