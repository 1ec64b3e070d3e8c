package dev.statusagent.security;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.rate.AgentAllowance;
import dev.statusagent.security.replay.NonceStore;
import dev.statusagent.security.session.CrossSiteGuard;
import dev.statusagent.security.session.Session;
import dev.statusagent.security.session.SessionMechanism;
import dev.statusagent.security.signature.Candidate;
import dev.statusagent.security.signature.ContentDigest;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The guards of {@code /api/self/*} and {@code /api/v1/*} in their order, existing paths and others alike: AGENT_ID, the
 * credential, replay, rate, and the body against its digest; role and scope are the resource's own. The first that says no
 * answers. A refusal leaves as a failure of the request, so that the credential of a request that the first guard refuses is
 * never looked at.
 */
@ApplicationScoped
public class GuardPolicy implements HttpSecurityPolicy {
    private static final String PASSED = "status.guards-passed";
    private static final String FORGOTTEN = "The signature was made before the nonces that are remembered";

    private final AgentIdGuard agentId;
    private final NonceStore nonces;
    private final AgentAllowance rate;
    private final CrossSiteGuard crossSite;
    private final Refusals refusals;

    GuardPolicy(
            AgentIdGuard agentId, NonceStore nonces, AgentAllowance rate, CrossSiteGuard crossSite, Refusals refusals) {
        this.agentId = agentId;
        this.nonces = nonces;
        this.rate = rate;
        this.crossSite = crossSite;
        this.refusals = refusals;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext authorization) {
        if (!GuardedPaths.contains(context)) {
            return CheckResult.permit();
        }
        Optional<StatusException> refusal = agentId.refusal(context);
        if (refusal.isPresent()) {
            return refusals.failure(context, refusal.get());
        }
        return identity.chain(caller -> authenticated(context, caller)).invoke(passed -> context.put(PASSED, true));
    }

    private Uni<CheckResult> authenticated(RoutingContext context, SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            return refusals.failure(context, new StatusException(ProblemType.CREDENTIAL_MISSING));
        }
        Optional<Session> session = SessionMechanism.sessionOf(caller);
        if (session.isPresent()) {
            return meant(context, session.get());
        }
        refusals.success(context, caller.getPrincipal().getName());
        Optional<Candidate> signature = AgentIdentity.signatureOf(caller);
        return signature.isEmpty() ? withinRate(context, caller, signature) : unused(context, caller, signature.get());
    }

    /** A person is not held to the agent's rate; a change must be what that person wants. */
    private Uni<CheckResult> meant(RoutingContext context, Session session) {
        return reads(context)
                ? CheckResult.permit()
                : crossSite
                        .refusal(context, session, null)
                        .map(GuardPolicy::fail)
                        .orElseGet(CheckResult::permit);
    }

    private Uni<CheckResult> unused(RoutingContext context, SecurityIdentity caller, Candidate signature) {
        return nonces.use(signature.nonce(), signature.created()).chain(use -> switch (use) {
            case FIRST -> withinRate(context, caller, Optional.of(signature));
            case AGAIN -> refusals.failure(context, new StatusException(ProblemType.REPLAYED));
            case UNKNOWN -> refusals.failure(context, new StatusException(ProblemType.SIGNATURE_STALE, FORGOTTEN));
            case FULL -> fail(StatusException.retryAfter(ProblemType.RATE_LIMITED, Duration.ofMinutes(1)));
        });
    }

    private Uni<CheckResult> withinRate(
            RoutingContext context, SecurityIdentity caller, Optional<Candidate> signature) {
        boolean coversBody = signature.map(Candidate::coversDigest).orElse(false);
        return rate.take(reads(context)).chain(wait -> {
            if (wait.isPresent()) {
                StatusException refusal = StatusException.retryAfter(ProblemType.RATE_LIMITED, wait.get());
                return fail(refusals.refusal(context, caller.getPrincipal().getName(), refusal));
            }
            return coversBody ? untouched(context) : CheckResult.permit();
        });
    }

    private static boolean reads(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private Uni<CheckResult> untouched(RoutingContext context) {
        return RequestBody.read(context).chain(body -> {
            boolean same =
                    ContentDigest.matches(context.request().headers().getAll(ContentDigest.HEADER), body.getBytes());
            return same
                    ? CheckResult.permit()
                    : refusals.failure(context, new StatusException(ProblemType.DIGEST_MISMATCH));
        });
    }

    private static Uni<CheckResult> fail(StatusException refusal) {
        return Uni.createFrom().failure(refusal);
    }

    static boolean hasPassed(RoutingContext context) {
        return context.<Boolean>get(PASSED, false);
    }
}
