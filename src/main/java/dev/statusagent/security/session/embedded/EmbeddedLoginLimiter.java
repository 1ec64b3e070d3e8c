package dev.statusagent.security.session.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import dev.statusagent.security.session.LoginLimiter;
import dev.statusagent.security.session.LoginTry;
import dev.statusagent.security.session.Sha256;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/**
 * The failures in memory, by a monotonic clock; addresses are known since the start. Of more addresses or users than are kept,
 * those that come once are forgotten first. Thread-safe.
 */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedLoginLimiter implements LoginLimiter {
    private static final Duration FORGET = Duration.ofMinutes(45);
    private static final int KEPT = 10_000;

    private final Ticker ticker;
    private final Cache<String, LoginFailures> addresses;
    private final Cache<String, LoginFailures> users;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    EmbeddedLoginLimiter(Ticker ticker) {
        this.ticker = ticker;
        this.addresses = failures();
        this.users = failures();
    }

    private Cache<String, LoginFailures> failures() {
        return Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterAccess(FORGET)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Uni<LoginTry> begin(String address, String user) {
        return Uni.createFrom().item(tried(address, user));
    }

    private LoginTry tried(String address, String user) {
        LoginFailures ofAddress = addresses.get(address, key -> new LoginFailures(PER_ADDRESS, LONGEST_FOR_ADDRESS));
        LoginFailures ofUser = users.get(Sha256.hex(user), key -> new LoginFailures(PER_USER, LONGEST_FOR_USER));
        boolean isKnown = known.getIfPresent(address) != null;
        long now = ticker.nanos();
        Duration wait = ofAddress.begin(now);
        if (!wait.isZero()) {
            return heldBack("login-address", wait, isKnown);
        }
        wait = ofUser.begin(now);
        if (!wait.isZero() && !isKnown) {
            ofAddress.end(false, now);
            return heldBack("login-user", wait, false);
        }
        boolean countsForUser = wait.isZero();
        return new LoginTry("", Duration.ZERO, isKnown, outcome -> {
            end(address, ofAddress, countsForUser ? ofUser : null, outcome);
            return Uni.createFrom().voidItem();
        });
    }

    private static LoginTry heldBack(String limit, Duration wait, boolean known) {
        Function<LoginTry.Outcome, Uni<Void>> nothing =
                outcome -> Uni.createFrom().voidItem();
        return new LoginTry(limit, wait, known, nothing);
    }

    private void end(String address, LoginFailures ofAddress, LoginFailures ofUser, LoginTry.Outcome outcome) {
        boolean failed = outcome == LoginTry.Outcome.FAILED;
        long now = ticker.nanos();
        if (outcome == LoginTry.Outcome.SUCCEEDED) {
            known.put(address, Boolean.TRUE);
        }
        ofAddress.end(failed, now);
        if (ofUser != null) {
            ofUser.end(failed, now);
        }
    }

    /** How many addresses and users are remembered. */
    long size() {
        return addresses.estimatedSize() + users.estimatedSize();
    }
}
