package dev.statusagent.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerRuntimeContract;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.Redaction;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.docker.PrivateEngine;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a real engine. */
class DockerRuntimeTest extends ContainerRuntimeContract {
    private static PrivateEngine engine;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startEngine() {
        engine = PrivateEngine.start();
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Override
    protected ContainerRuntime runtime(Supplier<Redaction> agentSecrets) {
        return new DockerRuntime(new DockerEngine(URI.create(engine.host()), null), agentSecrets);
    }

    @Override
    protected ContainerRuntime unreachable() {
        URI nowhere = URI.create("unix://" + directory.resolve("none.sock"));
        return new DockerRuntime(new DockerEngine(nowhere, null), () -> Redaction.NONE);
    }

    @Override
    protected void start(String name, String script, Map<String, String> variables, Map<String, String> labels) {
        List<String> options = new ArrayList<>();
        variables.forEach((key, value) -> options.addAll(List.of("-e", key + "=" + value)));
        labels.forEach((key, value) -> options.addAll(List.of("-l", key + "=" + value)));
        engine.run(name, script, options.toArray(String[]::new));
    }

    @Override
    protected void startProbed(String name, String probe, Map<String, String> variables) {
        List<String> options =
                new ArrayList<>(List.of("--health-cmd", probe, "--health-interval", "1s", "--health-retries", "1"));
        variables.forEach((key, value) -> options.addAll(List.of("-e", key + "=" + value)));
        engine.run(name, "while :; do sleep 1; done", options.toArray(String[]::new));
    }

    @Override
    protected void removeAll() {
        engine.clear();
    }

    @Test
    void tellsFromTheSecondTimeOnWhatThoseUseThatRun() {
        engine.run("busy", "while :; do :; done");
        engine.run("over", "true");
        ContainerRuntime runtime = runtime(() -> Redaction.NONE);
        Awaitility.await()
                .until(() ->
                        runtime.states().equals(Map.of("busy", ContainerState.RUNNING, "over", ContainerState.EXITED)));
        Map<String, String> ids = runtime.list().stream().collect(Collectors.toMap(Container::name, Container::id));
        List<String> all = List.of(ids.get("busy"), ids.get("over"), "0".repeat(64));
        assertThat(runtime.usage(all)).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(runtime.usage(all)).containsOnlyKeys(ids.get("busy")));
        Awaitility.await()
                .untilAsserted(() -> assertThat(runtime.usage(all).get(ids.get("busy")))
                        .satisfies(usage -> assertThat(usage.cpuUsagePct()).isGreaterThan(5))
                        .satisfies(usage -> assertThat(usage.memoryUsedBytes()).isPositive()));
        assertThatThrownBy(() -> unreachable().usage(all)).isInstanceOf(StatusException.class);
    }
}
