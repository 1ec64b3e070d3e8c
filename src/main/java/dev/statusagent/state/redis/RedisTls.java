package dev.statusagent.state.redis;

import dev.statusagent.config.PemTrust;
import dev.statusagent.state.StateConfig;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;

/** For {@code rediss://}: TLS 1.2 or 1.3, a certificate that chains to {@code REDIS_CACERT} and names the host. */
@ApplicationScoped
class RedisTls implements RedisOptionsCustomizer {
    private static final int CONNECT_MILLIS = 2000;
    /** A connection that is silent for so long is given up: the way may have broken, or nobody needs it. */
    private static final int SILENT_SECONDS = 10;

    private final StateConfig config;

    RedisTls(StateConfig config) {
        this.config = config;
    }

    @Override
    public void customize(String client, RedisOptions options) {
        NetClientOptions net = options.getNetClientOptions();
        net.setConnectTimeout(CONNECT_MILLIS);
        net.setReadIdleTimeout(SILENT_SECONDS);
        if (options.getEndpoint().startsWith("rediss:")) {
            net.setSsl(true)
                    .setTrustAll(false)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setTrustOptions(trust(config.redis().cacert().orElse(null)));
        }
    }

    private static TrustOptions trust(Path certificates) {
        try {
            return TrustOptions.wrap(PemTrust.load(certificates));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("REDIS_CACERT was checked before the start", e);
        }
    }
}
