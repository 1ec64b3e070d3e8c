package dev.statusagent.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.LogPart;
import dev.statusagent.container.LogQuery;
import dev.statusagent.container.LogStream;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.kubernetes.ClusterDouble;
import dev.statusagent.testing.kubernetes.Fault;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An API server that refuses, fails, hangs or talks nonsense. */
class ClusterFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final LogQuery FOLLOW = new LogQuery(OptionalInt.empty(), Optional.empty(), true);
    private static final List<Consumer<ContainerRuntime>> CALLS = List.of(
            ContainerRuntime::list,
            ContainerRuntime::states,
            runtime -> runtime.inspect("web"),
            runtime -> runtime.stats("web"),
            runtime -> runtime.logs("web", FOLLOW),
            runtime -> runtime.perform(ContainerAction.RESTART, "web"));

    private final ClusterDouble cluster = new ClusterDouble();
    private final KubernetesClient client = cluster.client(PATIENCE);
    private final ContainerRuntime runtime = runtime(client);

    private static ContainerRuntime runtime(KubernetesClient client) {
        return new KubernetesRuntime(
                new Cluster(() -> client, Optional.empty(), Optional.empty()),
                () -> Redaction.NONE,
                InstantSource.system());
    }

    @BeforeEach
    void start() {
        cluster.run("web", "echo here; while :; do sleep 1; done", Map.of(), Map.of());
        assertThat(runtime.states()).hasSize(1);
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private static void assertAway(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusException.class, e -> {
            assertThat(e.type()).isEqualTo(ProblemType.RUNTIME_UNAVAILABLE);
            assertThat(e.retryAfterSeconds()).isPresent();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "HANG_IN_BODY"},
            mode = EnumSource.Mode.EXCLUDE)
    void isAwayWhateverTheFaultAndBackAfterIt(Fault fault) {
        cluster.fail(fault);
        CALLS.forEach(call -> assertAway(() -> call.accept(runtime)));
        cluster.fail(null);
        assertThat(runtime.states()).containsKey("web");
    }

    @Test
    void aRefusalIsToldOnceWithVerbAndResourceAndNotToTheCaller() {
        try (LogLines log = LogLines.of("dev.statusagent.container.kubernetes")) {
            cluster.fail(Fault.FORBIDDEN);
            assertThatThrownBy(runtime::states).hasMessage(ProblemType.RUNTIME_UNAVAILABLE.detail());
            assertThatThrownBy(runtime::states).isInstanceOf(StatusException.class);
            assertThat(log.all())
                    .containsExactly("WARN Kubernetes: the agent's role does not allow to list deployments");
            cluster.fail(null);
            runtime.states();
            cluster.fail(Fault.FORBIDDEN);
            assertThatThrownBy(runtime::states).isInstanceOf(StatusException.class);
            assertThat(log.all()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "HANG_IN_BODY"})
    void aHangingServerLetsGoOfWhoIsInterrupted(Fault hang) throws InterruptedException {
        cluster.fail(hang);
        for (Consumer<ContainerRuntime> call : CALLS) {
            AtomicReference<Throwable> ended = new AtomicReference<>();
            Thread caller = new Thread(() -> ended.set(catchThrowable(() -> call.accept(runtime))));
            caller.start();
            Awaitility.await().until(() -> cluster.unfinished() > 0 && isWaiting(caller));
            caller.interrupt();
            caller.join(PATIENCE.toMillis());
            assertThat(ended.get()).isInstanceOf(StatusException.class);
        }
        cluster.fail(null);
        assertThat(runtime.states()).containsKey("web");
    }

    @Test
    void anAnswerThatIsNotWaitedForKeepsNoConnection() {
        cluster.fail(Fault.HANG_IN_BODY);
        Thread caller = new Thread(() -> assertAway(runtime::list));
        caller.start();
        Awaitility.await().until(() -> cluster.unfinished() == 1 && isWaiting(caller));
        caller.interrupt();
        Awaitility.await().until(() -> cluster.unfinished() == 0);
    }

    private static boolean isWaiting(Thread thread) {
        return Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
    }

    @Test
    void aFollowedLogThatIsCutSaysSo() throws IOException {
        cluster.run("cut", "echo here; while [ ! -e /nowhere ]; do sleep 1; done", Map.of(), Map.of());
        try (LogStream log = runtime.logs("cut", FOLLOW)) {
            assertThat(log.next()).isPresent();
            CompletableFuture<Object> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return log.next();
                } catch (IOException e) {
                    return e;
                }
            });
            cluster.cutLogs();
            assertThat(next.join()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatCannotBeMadeIsToldAndTriedAgain() {
        AtomicReference<KubernetesClient> made = new AtomicReference<>();
        ContainerRuntime later = new KubernetesRuntime(
                new Cluster(
                        () -> Optional.ofNullable(made.get())
                                .orElseThrow(() -> new IllegalStateException("no such file: kubeconfig")),
                        Optional.empty(),
                        Optional.empty()),
                () -> Redaction.NONE,
                InstantSource.system());
        try (LogLines log = LogLines.of("dev.statusagent.container.kubernetes")) {
            assertAway(later::states);
            assertThat(log.all()).anyMatch(line -> line.contains("no such file: kubeconfig"));
        }
        made.set(client);
        assertThat(later.states()).hasSize(1);
    }

    @Test
    void aSilentFollowedLogOutlivesThePatienceOfOtherCalls() throws IOException {
        cluster.run("quiet", "echo one; sleep 2; echo two", Map.of(), Map.of());
        try (LogStream log =
                runtime.logs("quiet", new LogQuery(OptionalInt.empty(), Optional.empty(), true, LogPart.MAIN))) {
            assertThat(log.next()).isPresent();
            assertThat(log.next()).map(dev.statusagent.container.LogLine::text).contains("two");
        }
    }
}
