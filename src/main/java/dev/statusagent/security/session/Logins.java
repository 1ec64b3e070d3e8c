package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
     * Logs in. Never blocks; fails with a {@link StatusException}: {@code LOGIN_FAILED}, {@code LOGIN_LIMITED} or
     * {@code LOGIN_NOT_CONFIGURED}.
     *
     * @param replaced the session id that the browser had until now, if any
     */
    public Uni<Sessions.Started> login(String user, Secret password, Optional<String> replaced, LoginOrigin origin) {
        if (!accounts.areConfigured()) {
            events.notConfigured(origin);
            return refuse(new StatusException(ProblemType.LOGIN_NOT_CONFIGURED));
        }
        LoginLimiter.Try attempt = limiter.begin(origin.limitedAs(), user);
        if (attempt.mustWait()) {
            return refuse(limited(attempt.limit(), attempt.waitFor(), origin));
        }
        CompletionStage<Optional<Account>> verified;
        try {
            verified = verifier.verify(user, password, limiter.knows(origin.limitedAs()));
        } catch (RejectedExecutionException e) {
            attempt.abandoned();
            return refuse(limited("login-queue", WHEN_BUSY, origin));
        }
        return Uni.createFrom()
                .completionStage(verified)
                .onFailure()
                .invoke(attempt::abandoned)
                .chain(account -> account.isPresent()
                        ? accept(account.get(), attempt, replaced, origin)
                        : reject(user, attempt, origin));
    }

    private Uni<Sessions.Started> accept(
            Account account, LoginLimiter.Try attempt, Optional<String> replaced, LoginOrigin origin) {
        attempt.succeeded();
        return sessions.start(account, replaced, origin);
    }

    private Uni<Sessions.Started> reject(String user, LoginLimiter.Try attempt, LoginOrigin origin) {
        attempt.failed();
        events.failed(accounts.has(user) ? user : null, origin);
        return refuse(new StatusException(ProblemType.LOGIN_FAILED));
    }

    private StatusException limited(String limit, Duration wait, LoginOrigin origin) {
        events.limited(limit, origin);
        return StatusException.retryAfter(ProblemType.LOGIN_LIMITED, wait);
    }

    private static Uni<Sessions.Started> refuse(StatusException refusal) {
        return Uni.createFrom().failure(refusal);
    }
}
