package dev.statusagent.command.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How results get to a control plane that does not take them at once. */
class ReportsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PullUnderTest test = new PullUnderTest().started();
    private final FakeDashboard dashboard = test.dashboard;

    private void run(String id) {
        dashboard.offer(id, "echo hi", "lease-" + id);
        test.delay.settle();
        test.runner.end();
        test.delay.advance(Duration.ofSeconds(1));
    }

    private double due() {
        return test.metrics.get("status.dashboard.reports.due").gauge().value();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 302, 401, 403})
    void triesAgainWithGrowingPauses(int status) {
        dashboard.reportStatus = status;
        run("c-1");
        int before = dashboard.reports.size();
        test.delay.advance(MINUTE.multipliedBy(10));
        assertThat(dashboard.reports.size() - before).isBetween(10, 30);
        assertThat(due()).isEqualTo(1);
        dashboard.reportStatus = 200;
        test.delay.advance(MINUTE);
        assertThat(due()).isZero();
        int afterwards = dashboard.reports.size();
        test.delay.advance(MINUTE.multipliedBy(10));
        assertThat(dashboard.reports).hasSize(afterwards);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 413, 422})
    void dropsAReportThatIsNotWanted(int status) {
        try (LogLines lines = LogLines.of("dev.statusagent.command.pull")) {
            dashboard.reportStatus = status;
            run("c-1");
            test.delay.advance(MINUTE.multipliedBy(10));
            assertThat(dashboard.reports).hasSize(1);
            assertThat(due()).isZero();
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains("c-1", "" + status);
        }
    }

    @Test
    void goesOnAskingWhileAReportIsNotTaken() {
        dashboard.reportStatus = 0;
        run("c-1");
        assertThat(dashboard.polls).hasSize(2);
        run("c-2");
        assertThat(dashboard.polls).hasSize(3);
        assertThat(dashboard.reports).as("one at a time").hasSize(1);
    }

    @Test
    void letsNoReportHoldUpTheOthers() {
        dashboard.reportStatus = 0;
        run("c-1");
        run("c-2");
        run("c-3");
        dashboard.reportAnswers.get(0).completeExceptionally(new IOException());
        dashboard.reportStatus = 200;
        test.delay.advance(MINUTE);
        assertThat(dashboard.reports).hasSize(4);
        assertThat(dashboard.reports.get(1)).contains("c-2");
        assertThat(dashboard.reports.get(2)).contains("c-3");
        assertThat(dashboard.reports.get(3)).contains("c-1");
    }

    @Test
    void tellsOnceThatReportsFailAndOnceThatTheyAreTakenAgain() {
        try (LogLines lines = LogLines.of("dev.statusagent.command.pull")) {
            dashboard.reportStatus = 503;
            run("c-1");
            run("c-2");
            test.delay.advance(MINUTE.multipliedBy(10));
            dashboard.reportStatus = 200;
            test.delay.advance(MINUTE.multipliedBy(3));
            assertThat(lines.all().stream().filter(line -> !line.startsWith("DEBUG")))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("WARN") && line.contains("status 503"))
                    .anyMatch(line -> line.startsWith("INFO"));
        }
    }

    @Test
    void asksForNothingMoreWhileAThousandReportsAreDue() {
        dashboard.reportStatus = 503;
        for (int i = 0; i < 1000; i++) {
            run("c-" + i);
        }
        int asked = dashboard.polls.size();
        dashboard.polls.get(asked - 1).complete(new Dashboard.Answer(204, "".getBytes(StandardCharsets.UTF_8)));
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).hasSize(asked);
        dashboard.reportStatus = 200;
        test.delay.advance(MINUTE.multipliedBy(2));
        assertThat(dashboard.polls.size()).isGreaterThan(asked);
    }

    @Test
    void endsTheReportUnderWayWhenStoppedAndLeavesItDue() {
        dashboard.reportStatus = 0;
        run("c-1");
        test.pull.stop(Duration.ZERO);
        assertThat(dashboard.reportAnswers.get(0)).isCancelled();
        test.delay.advance(MINUTE);
        assertThat(dashboard.reports).hasSize(1);
        assertThat(test.store.due().await().indefinitely()).isEqualTo(1);
    }
}
