package dev.statusagent.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerHealth;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerRuntimeContract;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogSource;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.docker.PrivateEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by whatever has Docker's API, and what only such an engine can do. */
abstract class DockerApiContract extends ContainerRuntimeContract {
    @TempDir
    private Path directory;

    /** The engine that is asked. */
    abstract PrivateEngine engine();

    /** Has the engine probe the container, if it does not do so by itself. */
    void probe(String container) {}

    @Override
    protected ContainerRuntime runtime(Supplier<Redaction> agentSecrets) {
        return new DockerRuntime(new DockerEngine(URI.create(engine().host()), null), agentSecrets);
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
        engine().run(name, script, options.toArray(String[]::new));
    }

    @Override
    protected void removeAll() {
        engine().clear();
    }

    @Test
    void tellsBothStreamsApartAndKeepsTheOrderOfEach() throws IOException {
        start("job", "for i in $(seq 1 50); do echo out $i; echo err $i >&2; done; printf 'no end'");
        awaitState("job", ContainerState.EXITED);
        List<LogLine> lines = read(ALL);
        List<String> out = new ArrayList<>(numbered("out "));
        out.add("no end");
        assertThat(texts(lines, LogSource.STDOUT)).isEqualTo(out);
        assertThat(texts(lines, LogSource.STDERR)).isEqualTo(numbered("err "));
        assertThat(lines)
                .allSatisfy(line -> assertThat(Instant.parse(line.at())).isNotNull());
    }

    private static List<String> numbered(String prefix) {
        return IntStream.rangeClosed(1, 50).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void tellsTheHealthWithWhatTheLastProbeSaid() {
        engine().run(
                        "ill",
                        RUNS,
                        "--health-cmd=echo password is $DB_PASSWORD; exit 1",
                        "--health-interval=1s",
                        "--health-retries=1",
                        "--env=DB_PASSWORD=hunter22-7qz");
        probe("ill");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health("ill"))
                        .satisfies(health -> assertThat(health.status()).isEqualTo("unhealthy")));
        ContainerHealth health = health("ill");
        assertThat(health.failingStreak()).isPositive();
        assertThat(health.lastProbeExitCode()).isEqualTo(1);
        assertThat(health.lastProbeOutput().strip()).isEqualTo("password is ***");
    }

    @Test
    void hasNoHealthWithoutACheckOfIt() {
        engine().run("web", RUNS);
        assertThat(health("web")).isNull();
    }

    private ContainerHealth health(String name) {
        return runtime.inspect(name).container().health();
    }

    @Test
    void doesWhatIsPossibleAndSaysWhatIsNot() {
        start("web", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
        impossible(ContainerAction.START, "The container is running already");
        impossible(ContainerAction.UNPAUSE, "The container is not paused");
        becomes(ContainerAction.PAUSE, ContainerState.PAUSED);
        impossible(ContainerAction.PAUSE, "The container is paused already");
        impossible(ContainerAction.START, "The container is paused; unpause it");
        becomes(ContainerAction.UNPAUSE, ContainerState.RUNNING);
        Instant before = runtime.inspect("web").container().startedAt();
        becomes(ContainerAction.RESTART, ContainerState.RUNNING);
        assertThat(runtime.inspect("web").container().startedAt()).isAfter(before);
        becomes(ContainerAction.STOP, ContainerState.EXITED);
        impossible(ContainerAction.STOP, "The container is not running");
        impossible(ContainerAction.PAUSE, "The container is not running");
        becomes(ContainerAction.START, ContainerState.RUNNING);
    }

    private void becomes(ContainerAction action, ContainerState state) {
        runtime.perform(action, "web");
        assertThat(runtime.inspect("web").container().state())
                .as("after %s", action)
                .isEqualTo(state);
    }

    private void impossible(ContainerAction action, String detail) {
        assertThatThrownBy(() -> runtime.perform(action, "web"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONTAINER_STATE))
                .hasMessage(detail);
    }
}
