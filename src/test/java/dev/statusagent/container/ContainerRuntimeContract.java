package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ContainerRuntime} guarantees, asked of a real one. */
public abstract class ContainerRuntimeContract {
    private static final String AGENT_SECRET = "agent-token-7qz-0123456789";
    protected static final String RUNS = "while :; do sleep 1; done";
    protected static final LogQuery ALL = new LogQuery(OptionalInt.empty(), Optional.empty(), false);
    private static final LogQuery FOLLOW = new LogQuery(OptionalInt.empty(), Optional.empty(), true);

    protected ContainerRuntime runtime;

    @BeforeEach
    void prepare() {
        runtime = runtime(() -> Redaction.NONE.with(List.of(new Secret(AGENT_SECRET))));
    }

    /** The runtime, with no containers yet. */
    protected abstract ContainerRuntime runtime(Supplier<Redaction> agentSecrets);

    /** The same where nobody answers. */
    protected abstract ContainerRuntime unreachable();

    /** Starts a container that runs the script, with these variables and labels. */
    protected abstract void start(
            String name, String script, Map<String, String> variables, Map<String, String> labels);

    /** The state of a container whose script has ended by itself. */
    protected ContainerState ended() {
        return ContainerState.EXITED;
    }

    protected abstract void removeAll();

    protected void start(String name, String script) {
        start(name, script, Map.of(), Map.of());
    }

    @AfterEach
    void clear() {
        removeAll();
    }

    @Test
    void showsAllContainersByNameWhetherOrNotTheyRun() {
        start("web", RUNS, Map.of(), Map.of("team", "shop"));
        start("job", "exit 3");
        awaitState("job", ended());
        List<Container> all = runtime.list();
        assertThat(all)
                .extracting(Container::name, Container::state)
                .containsExactly(tuple("job", ended()), tuple("web", ContainerState.RUNNING));
        Container web = all.get(1);
        assertThat(web.labels()).containsEntry("team", "shop");
        assertThat(web.image()).isNotEmpty();
        assertThat(web.id()).isNotEmpty();
        assertThat(web.restartCount()).isZero();
        assertThat(web.startedAt())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
        assertThat(runtime.states()).isEqualTo(Map.of("job", ended(), "web", ContainerState.RUNNING));
    }

    @Test
    void tellsHowAContainerEnded() {
        start("job", "exit 3");
        awaitState("job", ended());
        ContainerDetails job = runtime.inspect("job");
        assertThat(job.exitCode()).isEqualTo(3);
        assertThat(job.finishedAt()).isNotNull();
        assertThat(job.oomKilled()).isFalse();
        start("web", RUNS);
        assertThat(runtime.inspect("web").exitCode()).isNull();
    }

    @Test
    void findsByIdInFullAndNotByItsBeginning() {
        start("web", RUNS);
        String id = runtime.inspect("web").container().id();
        assertThat(runtime.inspect(id).container().name()).isEqualTo("web");
        assertRefused(ProblemType.NOT_FOUND, () -> runtime.inspect(id.substring(0, 12)));
        assertRefused(
                ProblemType.NOT_FOUND,
                () -> runtime.perform(ContainerAction.RESTART, id.substring(0, id.length() - 1)));
    }

    @ParameterizedTest
    @EnumSource(ContainerAction.class)
    void knowsNoContainerThatThereIsNot(ContainerAction action) {
        assertRefused(ProblemType.NOT_FOUND, () -> runtime.perform(action, "nobody"));
        assertRefused(ProblemType.NOT_FOUND, () -> runtime.inspect("nobody"));
        assertRefused(ProblemType.NOT_FOUND, () -> runtime.stats("nobody"));
        assertRefused(ProblemType.NOT_FOUND, () -> runtime.logs("nobody", ALL));
    }

    @Test
    void measuresWhatRuns() {
        start("busy", "while :; do :; done");
        ContainerStats first = runtime.stats("busy");
        assertThat(first.memoryUsedBytes()).isBetween(1L, first.memoryLimitBytes());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(runtime.stats("busy").cpuUsagePct()).isBetween(5.0, 110.0));
        start("job", "exit 0");
        awaitState("job", ended());
        assertRefused(ProblemType.CONTAINER_STATE, () -> runtime.stats("job"));
    }

    @Test
    void keepsEmptyAndLongLinesWhole() throws IOException {
        start("job", "echo; echo; printf '%050000d\\n' 0; echo last");
        awaitState("job", ended());
        List<LogLine> lines = read(ALL);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).text()).isEmpty();
        assertThat(lines.get(2).text()).isEqualTo("0".repeat(50_000));
        assertThat(lines.get(3).text()).isEqualTo("last");
    }

    @Test
    void givesTheLastLinesOrThoseSinceAMoment() throws IOException {
        start("job", "for i in $(seq 1 20); do echo line $i; done");
        awaitState("job", ended());
        List<LogLine> all = read(ALL);
        assertThat(all).hasSize(20);
        assertThat(read(new LogQuery(OptionalInt.of(3), Optional.empty(), false)))
                .isEqualTo(all.subList(17, 20));
        assertThat(read(new LogQuery(OptionalInt.of(0), Optional.empty(), false)))
                .isEmpty();
        Instant tenth = Instant.parse(all.get(9).at());
        assertThat(read(new LogQuery(OptionalInt.empty(), Optional.of(tenth), false)))
                .isEqualTo(all.stream()
                        .filter(line -> !Instant.parse(line.at()).isBefore(tenth))
                        .toList());
    }

    @Test
    void followsWhatIsStillToBeWrittenAndEndsWithTheContainer() throws IOException {
        start("job", "echo early; sleep 2; echo late");
        try (LogStream log = runtime.logs("job", FOLLOW)) {
            assertThat(log.next()).map(LogLine::text).contains("early");
            assertThat(log.next()).map(LogLine::text).contains("late");
            assertThat(log.next()).isEmpty();
        }
    }

    @Test
    void closingAFollowedLogEndsTheReading() throws Exception {
        start("web", "echo early; " + RUNS);
        LogStream log = runtime.logs("web", FOLLOW);
        assertThat(log.next()).isPresent();
        Thread reader = new Thread(() -> assertThatThrownBy(log::next).isInstanceOf(IOException.class));
        reader.start();
        Awaitility.await().until(() -> isReading(reader));
        log.close();
        reader.join(Duration.ofSeconds(10).toMillis());
        assertThat(reader.isAlive()).isFalse();
    }

    /** Whether it waits for more, in the system's call or for another thread's word. */
    private static boolean isReading(Thread reader) {
        return Set.of(Thread.State.RUNNABLE, Thread.State.WAITING).contains(reader.getState());
    }

    @Test
    void hidesTheSecretsOfTheAgentAndOfTheContainer() throws IOException {
        Map<String, String> variables =
                Map.of("DB_PASSWORD", "hunter22-7qz", "URL", "postgres://app:s3cret7qz@db/x", "PLAIN", "in the open");
        start(
                "leaky",
                "echo $DB_PASSWORD; echo $URL; echo $PLAIN; echo agent " + AGENT_SECRET,
                variables,
                Map.of("note", "has-" + AGENT_SECRET, "api.token", "label-7qz", "plain", "shown"));
        awaitState("leaky", ended());
        try (LogStream log = runtime.logs("leaky", ALL)) {
            assertThat(texts(all(log), LogSource.STDOUT))
                    .containsExactly("***", "postgres://app:***@db/x", "in the open", "agent ***");
        }
        ContainerDetails details = runtime.inspect("leaky");
        assertThat(details.toString()).doesNotContain("7qz");
        assertThat(details.environment()).contains("DB_PASSWORD", "URL", "PLAIN");
        assertThat(details.container().labels())
                .containsEntry("note", "has-***")
                .containsEntry("api.token", "***")
                .containsEntry("plain", "shown");
    }

    @Test
    void saysThatNobodyAnswers() {
        ContainerRuntime away = unreachable();
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, away::list);
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, away::states);
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, () -> away.inspect("web"));
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, () -> away.stats("web"));
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, () -> away.logs("web", ALL));
        assertRefused(ProblemType.RUNTIME_UNAVAILABLE, () -> away.perform(ContainerAction.STOP, "web"));
    }

    private static void assertRefused(ProblemType type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusException.class, e -> {
            assertThat(e.type()).isEqualTo(type);
            assertThat(e.retryAfterSeconds().isPresent()).isEqualTo(type == ProblemType.RUNTIME_UNAVAILABLE);
        });
    }

    protected void awaitState(String name, ContainerState state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> runtime.states().get(name) == state);
    }

    protected List<LogLine> read(LogQuery query) throws IOException {
        try (LogStream log = runtime.logs("job", query)) {
            return all(log);
        }
    }

    private static List<LogLine> all(LogStream log) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    protected static List<String> texts(List<LogLine> lines, LogSource source) {
        return lines.stream()
                .filter(line -> line.source() == source)
                .map(LogLine::text)
                .toList();
    }
}
