package dev.statusagent.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the agent keeps what must outlive its process. */
@ConfigMapping(prefix = "status")
public interface DataConfig {
    /** {@code STATUS_DATA_DIR}: a directory that this agent has for itself; created if there is none. */
    @WithDefault("./data")
    String dataDir();
}
