package dev.statusagent.container;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What runs the containers. */
@ConfigMapping(prefix = "status")
public interface ContainerConfig {
    /** {@code STATUS_RUNTIME}: {@code auto}, {@code docker}, {@code kubernetes} or {@code none}. */
    @WithDefault("auto")
    RuntimeChoice runtime();
}
