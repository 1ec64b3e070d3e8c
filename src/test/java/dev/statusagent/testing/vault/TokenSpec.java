package dev.statusagent.testing.vault;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What a token is to be like; also what an auth role gives to those who log in.
 *
 * @param ttl the first lease and each renewal; zero for a token that never expires
 * @param maxTtl the age past which renewals do not carry
 * @param uses requests the token is good for; zero for any number
 */
public record TokenSpec(List<String> policies, Duration ttl, Duration maxTtl, boolean renewable, int uses) {

    private static final Duration SYSTEM_MAX_TTL = Duration.ofDays(32);

    public TokenSpec {
        policies = List.copyOf(new TreeSet<>(policies));
    }

    /** An hour's renewable token with these policies and "default". */
    public static TokenSpec withPolicies(String... policies) {
        var all = new TreeSet<>(List.of(policies));
        all.add(Policies.DEFAULT);
        return new TokenSpec(List.copyOf(all), Duration.ofHours(1), SYSTEM_MAX_TTL, true, 0);
    }

    static TokenSpec root() {
        return new TokenSpec(List.of(Policies.ROOT), Duration.ZERO, Duration.ZERO, false, 0);
    }

    /** Without "default" a token cannot even look itself up. */
    public TokenSpec withoutDefaultPolicy() {
        var rest =
                policies.stream().filter(name -> !name.equals(Policies.DEFAULT)).toList();
        return new TokenSpec(rest, ttl, maxTtl, renewable, uses);
    }

    public TokenSpec ttl(Duration value) {
        return new TokenSpec(policies, value, maxTtl, renewable, uses);
    }

    public TokenSpec maxTtl(Duration value) {
        return new TokenSpec(policies, ttl, value, renewable, uses);
    }

    public TokenSpec notRenewable() {
        return new TokenSpec(policies, ttl, maxTtl, false, uses);
    }

    public TokenSpec uses(int value) {
        return new TokenSpec(policies, ttl, maxTtl, renewable, value);
    }
}
