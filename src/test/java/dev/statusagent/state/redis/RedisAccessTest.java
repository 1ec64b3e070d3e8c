package dev.statusagent.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Secret;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.state.StateConfig;
import dev.statusagent.state.StateKind;
import dev.statusagent.testing.redis.RedisProcess;
import dev.statusagent.testing.redis.RedisUsers;
import dev.statusagent.testing.redis.TlsTunnel;
import dev.statusagent.testing.tls.IssuedCertificate;
import dev.statusagent.testing.tls.TestCertificates;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a Redis server that asks who is there, over TLS. */
class RedisAccessTest {
    @TempDir
    static Path directory;

    private static TestCertificates certificates;
    private static RedisProcess redis;

    @BeforeAll
    static void start() throws IOException {
        certificates = TestCertificates.in(Files.createDirectory(directory.resolve("pki")));
        redis = RedisProcess.start(directory, RedisUsers.options(directory));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void reachesAServerWhoseCertificateChainsToTheAuthorityAndNamesTheHost() {
        assertThat(ask(certificates.server(), certificates.rootCaFile(), RedisUsers.PASSWORD))
                .isEqualTo("PONG");
    }

    @Test
    void refusesACertificateOfAnotherAuthority() {
        assertRefused(certificates.server(), certificates.unrelatedCaFile(), RedisUsers.PASSWORD);
    }

    @Test
    void refusesACertificateForAnotherHost() {
        assertRefused(certificates.wrongHost(), certificates.rootCaFile(), RedisUsers.PASSWORD);
    }

    @Test
    void refusesAnExpiredCertificate() {
        assertRefused(certificates.expired(), certificates.rootCaFile(), RedisUsers.PASSWORD);
    }

    @Test
    void trustsWhomTheJvmTrustsWhereNoAuthorityIsNamed() {
        assertRefused(certificates.server(), null, RedisUsers.PASSWORD);
    }

    @Test
    void doesNotWorkWithAWrongPassword() {
        assertRefused(certificates.server(), certificates.rootCaFile(), "wrong");
    }

    private static void assertRefused(IssuedCertificate server, Path authority, String password) {
        assertThatThrownBy(() -> ask(server, authority, password))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));
    }

    private static String ask(IssuedCertificate server, Path authority, String password) {
        Vertx vertx = Vertx.vertx();
        try (TlsTunnel tunnel = new TlsTunnel(certificates.serverTls(server), redis.port())) {
            String url = RedisUsers.url("rediss", tunnel.port(), password);
            StateConfig config = config(url, authority);
            RedisOptions options = new RedisOptions();
            for (URI host : new RedisAddress(config).getHosts()) {
                options.addConnectionString(host.toString());
            }
            new RedisTls(config).customize("<default>", options);
            Redis client = Redis.createClient(vertx, options);
            return new SharedState(() -> client)
                    .call(Command.PING)
                    .await()
                    .indefinitely()
                    .toString();
        } finally {
            vertx.closeAndAwait();
        }
    }

    private static StateConfig config(String url, Path authority) {
        return new StateConfig() {
            @Override
            public StateKind state() {
                return StateKind.REDIS;
            }

            @Override
            public StateConfig.Redis redis() {
                return new StateConfig.Redis() {
                    @Override
                    public Optional<Secret> url() {
                        return Optional.of(new Secret(url));
                    }

                    @Override
                    public Optional<Path> cacert() {
                        return Optional.ofNullable(authority);
                    }
                };
            }
        };
    }
}
