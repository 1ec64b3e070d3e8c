package dev.statusagent.security.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.statusagent.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Limits guessing: five failures from an address within a minute, and thirty for one user from all addresses, which holds back
 * only addresses that have not logged in before. Users that do not exist count like those that do. Bounded: of more addresses or
 * users than are kept, those that come once are forgotten first. Thread-safe.
 */
@ApplicationScoped
class LoginLimiter {
    private static final int PER_ADDRESS = 5;
    private static final int PER_USER = 30;
    private static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(15);
    private static final Duration LONGEST_FOR_USER = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofMinutes(45);
    private static final int KEPT = 10_000;

    private final Ticker ticker;
    private final Cache<String, LoginFailures> addresses;
    private final Cache<String, LoginFailures> users;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    LoginLimiter(Ticker ticker) {
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

    /** Whether somebody has logged in from the address since the start. */
    boolean knows(String address) {
        return known.getIfPresent(address) != null;
    }

    /** Asks to try a login; the answer says how long to wait, or takes the outcome. */
    Try begin(String address, String user) {
        LoginFailures ofAddress = addresses.get(address, key -> new LoginFailures(PER_ADDRESS, LONGEST_FOR_ADDRESS));
        LoginFailures ofUser = users.get(Sha256.hex(user), key -> new LoginFailures(PER_USER, LONGEST_FOR_USER));
        long now = ticker.nanos();
        Duration wait = ofAddress.begin(now);
        if (!wait.isZero()) {
            return new Try(address, ofAddress, ofUser, "login-address", wait, false);
        }
        wait = ofUser.begin(now);
        if (!wait.isZero() && !knows(address)) {
            ofAddress.end(false, now);
            return new Try(address, ofAddress, ofUser, "login-user", wait, false);
        }
        return new Try(address, ofAddress, ofUser, "", Duration.ZERO, wait.isZero());
    }

    /** How many addresses and users are remembered. */
    long size() {
        return addresses.estimatedSize() + users.estimatedSize();
    }

    /** One login that is tried, or must wait. */
    final class Try {
        private final String address;
        private final LoginFailures ofAddress;
        private final LoginFailures ofUser;
        private final String limit;
        private final Duration wait;
        private final boolean countsForUser;

        private Try(
                String address,
                LoginFailures ofAddress,
                LoginFailures ofUser,
                String limit,
                Duration wait,
                boolean countsForUser) {
            this.address = address;
            this.ofAddress = ofAddress;
            this.ofUser = ofUser;
            this.limit = limit;
            this.wait = wait;
            this.countsForUser = countsForUser;
        }

        boolean mustWait() {
            return !wait.isZero();
        }

        Duration waitFor() {
            return wait;
        }

        /** The limit that holds it back. */
        String limit() {
            return limit;
        }

        void succeeded() {
            known.put(address, Boolean.TRUE);
            end(false);
        }

        void failed() {
            end(true);
        }

        /** Ends it without a verdict. */
        void abandoned() {
            end(false);
        }

        private void end(boolean failed) {
            long now = ticker.nanos();
            ofAddress.end(failed, now);
            if (countsForUser) {
                ofUser.end(failed, now);
            }
        }
    }
}
