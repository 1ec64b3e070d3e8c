package dev.statusagent.command.execution;

import dev.statusagent.command.Places;
import dev.statusagent.config.Ticker;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Clears up before the first command, and ends the last one. Commands get as long as requests do, counted from the moment when
 * the listener closes, and are over before what their results go to is closed.
 */
@ApplicationScoped
class CommandLifecycle {
    private static final int EARLY = 1;

    private final HostPrograms programs;
    private final ProcessRunner runner;
    private final Places places;
    private final Ticker ticker;
    private final Duration delay;
    private final Duration grace;
    private volatile Long told;

    CommandLifecycle(
            HostPrograms programs,
            ProcessRunner runner,
            Places places,
            Ticker ticker,
            @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration delay,
            @ConfigProperty(name = "quarkus.shutdown.timeout", defaultValue = "30s") Duration grace) {
        this.programs = programs;
        this.runner = runner;
        this.places = places;
        this.ticker = ticker;
        this.delay = delay;
        this.grace = grace;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        programs.clearUp();
    }

    void toldToStop(@Observes ShutdownDelayInitiatedEvent event) {
        told = ticker.nanos();
        places.close();
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
        Duration gone = told == null ? Duration.ZERO : Duration.ofNanos(ticker.nanos() - told);
        runner.stop(delay.plus(grace).minus(gone));
    }
}
