package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.StatusException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of several runtimes is the one. */
class FirstToAnswerTest {
    private final FakeRuntime engine = new FakeRuntime();
    private final FakeRuntime cluster = new FakeRuntime() {
        @Override
        public String name() {
            return "kubernetes";
        }
    };
    private final ContainerRuntime runtime = new FirstToAnswer(List.of(engine, cluster));

    @BeforeEach
    void fill() {
        engine.states.put("container", ContainerState.RUNNING);
        cluster.states.put("workload", ContainerState.RUNNING);
    }

    @Test
    void takesTheFirstThatAnswers() {
        assertThat(runtime.states()).containsOnlyKeys("container");
        assertThat(runtime.name()).isEqualTo("docker");
    }

    @Test
    void takesTheNextWhereTheFirstIsAway() {
        engine.away = true;
        assertThat(runtime.states()).containsOnlyKeys("workload");
        assertThat(runtime.name()).isEqualTo("kubernetes");
        assertThat(runtime.inspect("workload")).isNotNull();
    }

    @Test
    void staysWithTheOneThatItTook() {
        assertThat(runtime.states()).containsOnlyKeys("container");
        engine.away = true;
        assertThatThrownBy(runtime::states).isInstanceOf(StatusException.class);
        assertThatThrownBy(runtime::list).isInstanceOf(StatusException.class);
        engine.away = false;
        assertThat(runtime.states()).containsOnlyKeys("container");
    }

    @Test
    void goesOnAskingAllUntilOneAnswers() {
        engine.away = true;
        cluster.away = true;
        assertThatThrownBy(runtime::states).isInstanceOf(StatusException.class);
        engine.away = false;
        cluster.away = false;
        assertThat(runtime.states()).containsOnlyKeys("container");
    }
}
