package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.session.LoginTry.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Turns a user and a password into a session, or into a refusal that does not tell which of them was wrong. */
@ApplicationScoped
public class Logins {
    private static final Duration WHEN_BUSY = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final LoginLimiter limiter;
    private final PasswordVerifier verifier;
    private final Sessions sessions;
    private final SessionEvents events;

    Logins(
            Accounts accounts,
            LoginLimiter limiter,
            PasswordVerifier verifier,
            Sessions sessions,
            SessionEvents events) {
        this.accounts = accounts;
        this.limiter = limiter;
        this.verifier = verifier;
        this.sessions = sessions;
        this.events = events;
    }

    /** Whether anybody can log in. */
    public boolean areConfigured() {
        return accounts.areConfigured();
    }

    /**
     * Logs in. Never blocks; fails with a {@link StatusException}: {@code LOGIN_FAILED}, {@code LOGIN_LIMITED},
     * {@code LOGIN_NOT_CONFIGURED}, or {@code STORE_UNAVAILABLE} where nothing can be counted.
     *
     * @param replaced the session id that the browser had until now, if any
     */
    public Uni<Sessions.Started> login(String user, Secret password, Optional<String> replaced, LoginOrigin origin) {
        if (!accounts.areConfigured()) {
            events.notConfigured(origin);
            return refuse(new StatusException(ProblemType.LOGIN_NOT_CONFIGURED));
        }
        return limiter.begin(origin.limitedAs(), user)
                .chain(attempt -> attempt.mustWait()
                        ? refuse(limited(attempt.limit(), attempt.waitFor(), origin))
                        : verified(user, password, attempt, origin)
                                .chain(account -> account.isPresent()
                                        ? accept(account.get(), attempt, replaced, origin)
                                        : reject(user, attempt, origin)));
    }

    private Uni<Optional<Account>> verified(String user, Secret password, LoginTry attempt, LoginOrigin origin) {
        return Uni.createFrom()
                .completionStage(() -> verifier.verify(user, password, attempt.known()))
                .onFailure()
                .call(() -> attempt.end(Outcome.ABANDONED))
                .onFailure(RejectedExecutionException.class)
                .transform(full -> limited("login-queue", WHEN_BUSY, origin));
    }

    private Uni<Sessions.Started> accept(
            Account account, LoginTry attempt, Optional<String> replaced, LoginOrigin origin) {
        return attempt.end(Outcome.SUCCEEDED).chain(() -> sessions.start(account, replaced, origin));
    }

    private Uni<Sessions.Started> reject(String user, LoginTry attempt, LoginOrigin origin) {
        events.failed(accounts.has(user) ? user : null, origin);
        return attempt.end(Outcome.FAILED).chain(() -> refuse(new StatusException(ProblemType.LOGIN_FAILED)));
    }

    private StatusException limited(String limit, Duration wait, LoginOrigin origin) {
        events.limited(limit, origin);
        return StatusException.retryAfter(ProblemType.LOGIN_LIMITED, wait);
    }

    private static Uni<Sessions.Started> refuse(StatusException refusal) {
        return Uni.createFrom().failure(refusal);
    }
}
