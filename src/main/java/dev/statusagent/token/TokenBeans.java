package dev.statusagent.token;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Ticker;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the token's parts; the one place that picks its source. */
@Dependent
class TokenBeans {
    @Produces
    @Singleton
    Ticker ticker() {
        return System::nanoTime;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Vault before the file, the file before the static token. */
    @Produces
    @Singleton
    TokenSource source(
            @ConfigProperty(name = "status.vault.address") Optional<String> vaultAddress,
            TokenConfig token,
            AgentConfig agent,
            @Any Instance<TokenSource> adapters) {
        if (vaultAddress.isPresent()) {
            return adapters.select(new From.Literal(TokenOrigin.VAULT)).get();
        }
        if (token.file().isPresent()) {
            return adapters.select(new From.Literal(TokenOrigin.FILE)).get();
        }
        return new GivenTokenSource(agent.token().isPresent() ? TokenOrigin.STATIC : TokenOrigin.NONE);
    }

    @Produces
    @Singleton
    TokenHolder holder(TokenSource source, TokenConfig token, AgentConfig agent, Ticker ticker, InstantSource clock) {
        AgentToken starting =
                agent.token().map(value -> new AgentToken(value, null)).orElse(null);
        return new TokenHolder(source.origin(), starting, token.grace(), ticker, clock);
    }

    @Produces
    @Singleton
    TokenRotation rotation(
            TokenSource source,
            TokenHolder holder,
            TokenConfig token,
            Ticker ticker,
            ExecutorService executor,
            TokenEvents events) {
        RefreshSchedule schedule = new RefreshSchedule(token.refreshInterval(), RandomGenerator.getDefault());
        return new TokenRotation(source, holder, schedule, ticker, executor, events);
    }
}
