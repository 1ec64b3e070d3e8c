package dev.statusagent.state;

import dev.statusagent.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where nonces, sessions, limits, the queue and notifications live. */
@ConfigMapping(prefix = "status")
public interface StateConfig {
    /** {@code STATUS_STATE}: {@code embedded} or {@code redis}. */
    @WithDefault("embedded")
    StateKind state();

    /** The server for {@code redis}. */
    Redis redis();

    /** The server that agents share. */
    interface Redis {
        /** {@code REDIS_URL}: {@code redis://} or {@code rediss://}, with the user and password of an ACL. */
        Optional<Secret> url();

        /** {@code REDIS_CACERT}: PEM file of what the server's certificate must chain to; empty for the JVM's trust store. */
        Optional<Path> cacert();
    }
}
