package dev.statusagent.update;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.DataDirectory;
import dev.statusagent.config.Ticker;
import dev.statusagent.outgoing.OutgoingTls;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts of an update together, as the configuration says. */
@Dependent
class UpdateBeans {
    /** The thread on which updates are prepared. */
    record Background(ExecutorService thread) {}

    @Produces
    @Singleton
    Background background() {
        return new Background(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "update");
            thread.setDaemon(true);
            return thread;
        }));
    }

    void end(@Disposes Background background) {
        background.thread().shutdownNow();
    }

    @Produces
    @Singleton
    Optional<UpdateSource> source(UpdateConfig config, Optional<HttpsClient> client) {
        if (config.binaryUrl().isPresent()) {
            return Optional.of(new BareRelease(config.binaryUrl().get()));
        }
        return config.serverUrl().map(server -> new ReleaseServer(client.orElseThrow(), server, config.publicKey()));
    }

    @Produces
    @Singleton
    Optional<HttpsClient> client(UpdateConfig config, Ticker ticker) throws IOException, GeneralSecurityException {
        if (config.binaryUrl().isEmpty() && config.serverUrl().isEmpty()) {
            return Optional.empty();
        }
        var tls = OutgoingTls.context(config.cacert(), Optional.empty(), Optional.empty());
        return Optional.of(new HttpsClient(tls, TimeLimits.USUAL, ticker));
    }

    @Produces
    @Singleton
    Updates updates(
            UpdateConfig config,
            DataDirectory data,
            Optional<UpdateSource> source,
            Optional<HttpsClient> client,
            Background background,
            ObjectMapper json,
            InstantSource clock,
            @ConfigProperty(name = "launcher.releases") Optional<String> launchedFrom,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        ReleaseVersion running = ReleaseVersion.parse(version).orElseThrow();
        Path storage = config.storagePath().orElseGet(() -> data.file("updates"));
        return new Updates(
                storage.resolve("work"),
                new Releases(storage, running, launchedFrom.map(Path::of)),
                new UpdateJobs(storage.resolve("jobs"), json),
                source.map(from ->
                        new Preparation(from, new Download(client.orElseThrow(), config.expectedSha256()), running)),
                background.thread(),
                clock);
    }
}
