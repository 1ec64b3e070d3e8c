package dev.statusagent.security.session;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Port to the limits on guessing: five failures from an address within a minute, and thirty for one user from all addresses,
 * which holds back only addresses that have not logged in before. The limit leads to a penalty of a minute, during which nothing
 * is tried; each further one of an address lasts twice as long, up to 15 min, until there was none for as long. Users that do not
 * exist count like those that do. What is being tried counts as failed until it has ended, so that many tries at once are no way
 * around a limit. Bounded; never blocks.
 */
public interface LoginLimiter {
    int PER_ADDRESS = 5;
    int PER_USER = 30;
    Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(15);
    Duration LONGEST_FOR_USER = Duration.ofMinutes(1);

    /**
     * Asks to try a login.
     *
     * @param address as {@link dev.statusagent.security.ClientConnection#limitedAs} gives it
     */
    Uni<LoginTry> begin(String address, String user);
}
