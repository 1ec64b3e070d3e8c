package dev.statusagent.cli;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Keeps what the checks before the start warn about until there is the log that the configuration asks for. */
@ApplicationScoped
class StartupWarnings {
    private static final Logger LOG = Logger.getLogger(StartupWarnings.class);
    private static final AtomicReference<List<String>> KEPT = new AtomicReference<>(List.of());

    /** Keeps the warnings, in place of any before. */
    static void keep(List<String> warnings) {
        KEPT.set(warnings);
    }

    void log(@Observes StartupEvent started) {
        KEPT.getAndSet(List.of()).forEach(LOG::warn);
    }
}
