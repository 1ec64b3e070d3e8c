package dev.statusagent.container.docker;

import dev.statusagent.testing.docker.PrivateEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Podman, through the socket on which it speaks as Docker's engine does. */
class PodmanRuntimeTest extends DockerApiContract {
    private static PrivateEngine engine;

    @BeforeAll
    static void startEngine() {
        engine = PrivateEngine.startPodman();
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Override
    PrivateEngine engine() {
        return engine;
    }

    /** Podman leaves the clock to systemd, which need not be here. */
    @Override
    void probe(String container) {
        engine.podman("healthcheck", "run", container);
    }
}
