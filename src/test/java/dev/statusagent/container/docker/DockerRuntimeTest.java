package dev.statusagent.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerState;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.docker.PrivateEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Docker engine. */
class DockerRuntimeTest extends DockerApiContract {
    private static PrivateEngine engine;

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
    PrivateEngine engine() {
        return engine;
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
