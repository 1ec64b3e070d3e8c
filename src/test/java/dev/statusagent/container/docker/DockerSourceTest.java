package dev.statusagent.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerState;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.docker.PrivateEngine;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine is asked, and over TLS with a client certificate where the operator gives one. */
class DockerSourceTest {
    private static final int PORT = PackagedAgentBuilder.freePort();

    @TempDir
    private static Path directory;

    private static PrivateEngine engine;

    @BeforeAll
    static void startEngine() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory);
        Path chain = directory.resolve("chain.pem");
        Files.writeString(
                chain,
                Files.readString(certificates.serverFile()) + Files.readString(certificates.intermediateCaFile()));
        engine = PrivateEngine.start(
                "--host=tcp://127.0.0.1:" + PORT,
                "--tlsverify",
                "--tlscacert=" + certificates.clientCaFile(),
                "--tlscert=" + chain,
                "--tlskey=" + certificates.serverKeyFile());
        Files.copy(certificates.rootCaFile(), directory.resolve("ca.pem"));
        Files.copy(certificates.clientFile(), directory.resolve("cert.pem"));
        Files.copy(certificates.clientKeyFile(), directory.resolve("key.pem"));
        engine.run("web", "sleep 1000");
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    private static ContainerRuntime runtime(String host, String sock, Path certificates) {
        return new DockerSource(new DockerConfig() {
                    @Override
                    public Optional<String> host() {
                        return Optional.ofNullable(host);
                    }

                    @Override
                    public Optional<String> sock() {
                        return Optional.ofNullable(sock);
                    }

                    @Override
                    public Optional<Path> certPath() {
                        return Optional.ofNullable(certificates);
                    }
                })
                .open(() -> Redaction.NONE);
    }

    private static void assertAnswers(ContainerRuntime runtime) {
        assertThat(runtime.states()).containsEntry("web", ContainerState.RUNNING);
    }

    @Test
    void speaksTlsWithAClientCertificate() {
        assertAnswers(runtime("tcp://localhost:" + PORT, null, directory));
    }

    @Test
    void anEngineThatWantsTlsIsAwayWithoutIt() {
        ContainerRuntime inClear = runtime("tcp://localhost:" + PORT, null, null);
        assertThatThrownBy(inClear::states).isInstanceOf(StatusException.class);
    }

    @Test
    void theHostCountsBeforeTheOtherName() {
        String nowhere = "unix://" + directory.resolve("none.sock");
        assertAnswers(runtime(engine.host(), nowhere, null));
        assertAnswers(runtime(null, engine.host(), null));
        assertThatThrownBy(() -> runtime(nowhere, engine.host(), null).states()).isInstanceOf(StatusException.class);
    }

    @Test
    void aPathAloneIsAUnixSocket() {
        String path = engine.host().substring("unix://".length());
        assertAnswers(runtime(null, path, null));
        assertAnswers(runtime(path, null, null));
    }

    @Test
    void aUnixSocketNeedsNoCertificate() {
        assertAnswers(runtime(engine.host(), null, directory));
    }
}
