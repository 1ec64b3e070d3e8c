package dev.statusagent.config;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the data directory before anything is served, and gives it free when nobody writes any more. */
@Dependent
class DataBeans {
    @Produces
    @Singleton
    @Startup
    DataDirectory dataDirectory(DataConfig config) throws IOException {
        return DataDirectory.open(Path.of(config.dataDir()));
    }

    void giveFree(@Disposes DataDirectory directory) throws IOException {
        directory.close();
    }
}
