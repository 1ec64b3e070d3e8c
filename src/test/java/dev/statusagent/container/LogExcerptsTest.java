package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogExcerptsTest {
    private static final LogFilter ALL = new LogFilter("", Optional.empty());

    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final OpenLogs open = new OpenLogs(containers);
    private final LogExcerpts excerpts = new LogExcerpts(open);

    @BeforeEach
    void run() {
        runtime.states.put("web", ContainerState.RUNNING);
    }

    @AfterEach
    void close() {
        open.close();
        containers.close();
    }

    private static <T> T got(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void readsTheLastLinesAndLetsGoOfTheLog() {
        LogExcerpt excerpt = got(excerpts.last(50, "web", ALL));
        assertThat(excerpt.lines())
                .isEqualTo(IntStream.range(0, 6).mapToObj(FakeRuntime::line).toList());
        assertThat(excerpt.read()).isEqualTo(6);
        assertThat(excerpt.cut()).isFalse();
        assertThat(runtime.queries).containsExactly(new LogQuery(OptionalInt.of(50), Optional.empty(), false));
        Awaitility.await().until(() -> open.size() == 0 && runtime.logs.get(0).isClosed());
    }

    @Test
    void keepsThoseThatAreWanted() {
        LogExcerpt excerpt = got(excerpts.last(50, "web", new LogFilter("LINE \"", Optional.of(LogSource.STDERR))));
        assertThat(excerpt.lines()).extracting(LogLine::text).containsExactly("line \"0\"", "line \"2\"", "line \"4\"");
        assertThat(excerpt.read()).isEqualTo(6);
        assertThat(got(excerpts.last(50, "web", new LogFilter(".*", Optional.empty())))
                        .lines())
                .isEmpty();
    }

    @Test
    void searchesWhatIsShown() {
        LogLine coloured = new LogLine(LogSource.STDOUT, "", "\u001b[31mre\u001b[1md");
        assertThat(new LogFilter("red", Optional.empty()).shown(coloured))
                .contains(new LogLine(LogSource.STDOUT, "", "red"));
        assertThat(new LogFilter("31m", Optional.empty()).shown(coloured)).isEmpty();
    }

    @Test
    void leavesOutTheOldestOfLinesThatAreTooLongTogether() {
        CollectedLog collected = new CollectedLog(ALL);
        String long1 = "x".repeat(CollectedLog.MOST_CHARACTERS / 2);
        for (String text : new String[] {"first", long1, long1}) {
            collected.line(new LogLine(LogSource.STDOUT, "", text));
        }
        collected.end(LogPump.ENDED);
        collected.end();
        LogExcerpt excerpt = collected.whole().toCompletableFuture().join();
        assertThat(excerpt.lines()).extracting(LogLine::text).containsExactly(long1, long1);
        assertThat(excerpt.cut()).isTrue();
        assertThat(excerpt.read()).isEqualTo(3);
    }

    @Test
    void saysThatTheRuntimeWentAwayMeanwhile() {
        CollectedLog collected = new CollectedLog(ALL);
        collected.line(FakeRuntime.line(1));
        collected.end("runtime-away");
        collected.end();
        assertThatThrownBy(() -> got(Uni.createFrom().completionStage(collected.whole())))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.RUNTIME_UNAVAILABLE));
    }

    @Test
    void aFileThatIsNotWholeSaysSo() {
        FilteredLog file = new FilteredLog(new LogFilter("3", Optional.empty()), true);
        assertThat(text(file.line(FakeRuntime.line(3))))
                .isEqualTo("2026-11-25T04:00:01.000000000Z stdout line \"3\"\n");
        assertThat(file.line(FakeRuntime.line(4))).isEmpty();
        assertThat(file.silence()).isEmpty();
        assertThat(file.end(LogPump.ENDED)).isEmpty();
        assertThat(text(file.end("runtime-away"))).isEqualTo("… runtime-away\n");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
