package dev.statusagent.command.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardPullTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PullUnderTest test = new PullUnderTest();
    private final FakeDashboard dashboard = test.dashboard;
    private final FakeRunner runner = test.runner;

    @Test
    void runsWhatIsOfferedAndReportsIt() {
        test.started();
        dashboard.offer("c-1", "echo hi", "lease-1");
        test.delay.settle();
        assertThat(runner.begun).singleElement().satisfies(command -> {
            assertThat(command.name()).isEqualTo("echo hi");
            assertThat(command.timeout()).isEqualTo(Duration.ofSeconds(60));
        });
        runner.end();
        assertThat(dashboard.reports)
                .containsExactly("{\"command_id\":\"c-1\",\"status\":\"success\",\"result\":{\"exit_code\":0,"
                        + "\"duration_secs\":0.5,\"stdout\":\"hi\\n\",\"stderr\":\"\"},\"error\":null,"
                        + "\"executed_by\":\"agent\",\"completed_at\":\"1970-01-01T00:00:00Z\",\"truncated\":false,"
                        + "\"lease_id\":\"lease-1\"}");
        assertThat(test.polls("command")).isEqualTo(1);
    }

    @Test
    void asksOnlyWhileAPlaceIsFreeAndHoldsNoneMeanwhile() {
        test.started();
        assertThat(runner.freePlaces()).isEqualTo(1);
        dashboard.offer("c-1", "echo hi", "lease-1");
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).hasSize(1);
        runner.end();
        test.delay.settle();
        assertThat(dashboard.polls).hasSize(2);
    }

    @Test
    void asksForNothingThatCouldNotBeAudited() {
        test.auditable = false;
        test.started();
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).isEmpty();
        test.auditable = true;
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).hasSize(1);
    }

    @Test
    void asksForMoreAtOnceWhileThereArePlaces() {
        PullUnderTest two = new PullUnderTest(new FakePulledCommands(), 2, null).started();
        two.dashboard.offer("c-1", "echo hi", "lease-1");
        two.delay.settle();
        two.dashboard.offer("c-2", "echo hi", "lease-2");
        two.delay.advance(MINUTE);
        assertThat(two.runner.begun).hasSize(2);
        assertThat(two.dashboard.polls).hasSize(2);
    }

    @Test
    void waitsForAPlaceThatWasTakenMeanwhileButNotIntoTheNextLease() {
        test.started();
        assertThat(runner.tryAcquire()).isTrue();
        dashboard.offer("c-1", "echo hi", "lease-1");
        runner.release();
        test.delay.settle();
        assertThat(runner.begun).hasSize(1);
        runner.end();
        test.delay.settle();

        assertThat(runner.tryAcquire()).isTrue();
        dashboard.offer("c-2", "echo hi", "lease-2");
        test.delay.advance(Intake.PATIENCE);
        runner.release();
        test.delay.settle();
        assertThat(runner.begun).hasSize(1);
        assertThat(runner.freePlaces()).isEqualTo(1);
        assertThat(dashboard.polls).hasSize(3);
    }

    @Test
    void reportsAsFailedWhatMayNotRun() {
        test.started();
        dashboard.offer("c-1", "rm -rf /", "lease-1");
        assertThat(runner.begun).isEmpty();
        assertThat(dashboard.reports)
                .singleElement()
                .asString()
                .contains(
                        "\"command_id\":\"c-1\"",
                        "\"status\":\"failed\"",
                        "\"result\":null",
                        "\"lease_id\":\"lease-1\"");
        test.delay.advance(SECOND);
        dashboard.answer(200, "{\"id\":\"c-2\",\"name\":\"echo hi\",\"params\":{\"timeout_secs\":0}}");
        assertThat(dashboard.reports.get(1))
                .contains("params.timeout_secs must be")
                .doesNotContain("lease_id");
        assertThat(test.audit)
                .hasSize(2)
                .allMatch(event -> event.outcome().equals("command-refused"))
                .extracting(event -> event.details().get("command_id"))
                .containsExactly("c-1", "c-2");
    }

    @Test
    void refusesWhatTheScopesDoNotName() {
        PullUnderTest scoped = new PullUnderTest(new FakePulledCommands(), 1, List.of("commands:execute")).started();
        scoped.dashboard.offer("c-1", "docker:restart:web", "lease-1");
        assertThat(scoped.dashboard.reports).singleElement().asString().contains("docker:restart");
        scoped.delay.advance(SECOND);
        scoped.dashboard.offer("c-2", "echo hi", "lease-2");
        assertThat(scoped.runner.begun).hasSize(1);

        PullUnderTest none = new PullUnderTest(new FakePulledCommands(), 1, List.of("auth:rotate")).started();
        none.dashboard.offer("c-1", "echo hi", "lease-1");
        assertThat(none.runner.begun).isEmpty();
        assertThat(none.dashboard.reports).singleElement().asString().contains("commands:execute");
    }

    @Test
    void reportsTheKeptResultOfACommandThatIsOfferedAgain() {
        test.started();
        dashboard.offer("c-1", "echo hi", "lease-1");
        runner.end();
        test.delay.advance(SECOND);
        dashboard.offer("c-1", "echo hi", "lease-2");
        test.delay.settle();
        assertThat(runner.begun).hasSize(1);
        assertThat(dashboard.reports).hasSize(2);
        assertThat(dashboard.reports.get(1)).contains("\"stdout\":\"hi\\n\"", "\"lease_id\":\"lease-2\"");
    }

    @Test
    void doesNotRunTwiceWhatIsOfferedAgainWhileItRuns() {
        PullUnderTest two = new PullUnderTest(new FakePulledCommands(), 2, null).started();
        two.dashboard.offer("c-1", "echo hi", "lease-1");
        two.delay.settle();
        two.dashboard.offer("c-1", "echo hi", "lease-2");
        two.delay.settle();
        assertThat(two.runner.begun).hasSize(1);
        two.runner.end();
        assertThat(two.dashboard.reports).singleElement().asString().contains("lease-2");
    }

    @Test
    void refusesAnotherCommandOfTheSameId() {
        PullUnderTest two = new PullUnderTest(new FakePulledCommands(), 2, null).started();
        two.dashboard.offer("c-1", "echo hi", "lease-1");
        two.delay.settle();
        two.dashboard.offer("c-1", "echo other", "lease-2");
        assertThat(two.dashboard.reports).singleElement().asString().contains("belongs to another command", "lease-2");
        two.runner.end();
        two.delay.advance(SECOND);
        two.dashboard.offer("c-1", "echo third", "lease-3");
        assertThat(two.runner.begun).hasSize(1);
        assertThat(two.dashboard.reports.get(2)).contains("belongs to another command", "lease-3");
    }

    @Test
    void reportsAtTheStartWhatAnEarlierProcessLeft() {
        test.started();
        dashboard.reportStatus = 0;
        dashboard.offer("c-1", "echo hi", "lease-1");
        runner.end();
        PullUnderTest next = new PullUnderTest(test.store, 1, null).started();
        assertThat(next.dashboard.reports).isEqualTo(dashboard.reports);
        assertThat(next.metrics.get("status.dashboard.reports.due").gauge().value())
                .isZero();
    }

    @Test
    void pausesASecondBetweenEmptyAnswersThatComeAtOnce() {
        test.started();
        for (int i = 0; i < 10; i++) {
            dashboard.answer(204, "");
            test.delay.advance(SECOND);
        }
        assertThat(dashboard.polls).hasSize(11);
        test.delay.advance(Duration.ofSeconds(30));
        dashboard.answer(204, "");
        test.delay.settle();
        assertThat(dashboard.polls).as("asks again at once after a long poll").hasSize(12);
    }

    @Test
    void pausesASecondBeforeAskingAfterARefusalOrARepetition() {
        test.started();
        for (int i = 1; i < 10; i++) {
            dashboard.offer("c-1", "rm -rf /", "lease-" + i);
            test.delay.settle();
            assertThat(dashboard.polls).hasSize(i);
            test.delay.advance(SECOND);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,refused", "403,refused", "404,not_found", "500,failed", "302,failed", "429,failed", "202,failed"})
    void backsOffAfterAnAnswerThatIsNoGood(int status, String outcome) {
        test.started();
        backsOff(() -> dashboard.answer(status, "secret"));
        assertThat(test.polls(outcome)).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[]",
                "7",
                "{}",
                "{\"id\":\"-bad\",\"name\":\"echo\"}",
                "{\"id\":7,\"name\":\"echo\"}",
                "{\"id\":\"c-1\",\"name\":[]}",
                "{\"id\":\"c-1\",\"name\":\"echo\",\"lease_id\":7}",
                "{\"id\":\"c-1\",\"name\":\"echo\",\"lease_id\":\"\"}",
                "{\"id\":\"c-1\",\"name\":\"echo\",\"params\":{\"timeout_secs\":\"x\"}}",
                "{\"id\":\"c-1\",\"name\":\"echo\",\"deployment_hash\":\"other\"}"
            })
    void backsOffAfterAnOfferThatIsNone(String body) {
        test.started();
        backsOff(() -> dashboard.answer(200, body));
        assertThat(test.polls("invalid")).isEqualTo(8);
        assertThat(runner.begun).isEmpty();
        assertThat(dashboard.reports).isEmpty();
    }

    @Test
    void backsOffWhileNobodyAnswersAndGoesOnAfterwards() {
        test.started();
        backsOff(() -> dashboard.polls.get(dashboard.polls.size() - 1).completeExceptionally(new IOException()));
        dashboard.offer("c-1", "echo hi", "lease-1");
        assertThat(runner.begun).hasSize(1);
    }

    private void backsOff(Runnable fail) {
        int asked = dashboard.polls.size();
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60, 60}) {
            test.delay.asked();
            fail.run();
            assertThat(test.delay.asked())
                    .singleElement()
                    .satisfies(pause -> assertThat(pause)
                            .isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds)));
            assertThat(dashboard.polls).hasSize(asked);
            test.delay.advance(Duration.ofSeconds(seconds));
            assertThat(dashboard.polls).hasSize(++asked);
        }
    }

    @Test
    void tellsEachKindOfOutageOnceAndItsEnd() {
        try (LogLines lines = LogLines.of("dev.statusagent.command.pull")) {
            test.started();
            for (int status : new int[] {500, 404, 500, 404, 500}) {
                dashboard.answer(status, "from-the-body");
                test.delay.advance(MINUTE);
            }
            dashboard.answer(204, "");
            test.delay.advance(MINUTE);
            dashboard.answer(204, "");
            assertThat(lines.all())
                    .hasSize(3)
                    .satisfies(all -> {
                        assertThat(all.get(0)).startsWith("WARN").contains("an error or a redirect");
                        assertThat(all.get(1)).startsWith("WARN").contains("404", "DEPLOYMENT_HASH");
                        assertThat(all.get(2)).startsWith("INFO").contains("after 300 s");
                    })
                    .noneMatch(line -> line.contains("from-the-body"));
        }
    }

    @Test
    void waitsForATokenWithoutCountingThatAsAFailure() {
        test.started();
        dashboard.polls.get(0).completeExceptionally(new Dashboard.NoTokenException());
        test.delay.advance(SECOND);
        assertThat(dashboard.polls).hasSize(2);
        assertThat(test.metrics.find("status.dashboard.polls").counters()).isEmpty();
    }

    @Test
    void asksNothingMoreOnceStoppedAndKeepsWhatStillEnds() {
        test.started();
        dashboard.offer("c-1", "echo hi", "lease-1");
        test.delay.settle();
        test.pull.stopAsking();
        assertThat(test.pull.idle()).isNotDone();
        runner.end();
        assertThat(test.pull.idle()).isDone();
        assertThat(dashboard.reports).hasSize(1);
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).hasSize(1);
    }

    @Test
    void endsTheQuestionUnderWayWhenStopped() {
        test.started();
        test.pull.stopAsking();
        assertThat(dashboard.polls.get(0)).isCancelled();
        test.delay.advance(MINUTE);
        assertThat(dashboard.polls).hasSize(1);
        assertThat(test.metrics.find("status.dashboard.polls").counters()).isEmpty();
    }

    @Test
    void keepsAResultAsSoonAsTheStoreCanAndAsksForNothingUntilThen() {
        PullUnderTest two = new PullUnderTest(new FakePulledCommands(), 2, null).started();
        two.dashboard.offer("c-1", "echo hi", "lease-1");
        two.delay.settle();
        two.store.broken = true;
        two.runner.end();
        two.dashboard.answer(204, "");
        two.delay.advance(MINUTE);
        assertThat(two.dashboard.polls).hasSize(2);
        assertThat(two.dashboard.reports).isEmpty();
        two.store.broken = false;
        two.delay.advance(MINUTE);
        assertThat(two.dashboard.reports).hasSize(1);
        assertThat(two.dashboard.polls).hasSize(3);
    }

    @Test
    void runsNothingWhoseResultItCouldNotKeep() {
        test.started();
        test.store.broken = true;
        dashboard.offer("c-1", "echo hi", "lease-1");
        assertThat(runner.begun).isEmpty();
        test.store.broken = false;
        test.delay.advance(MINUTE);
        dashboard.offer("c-1", "echo hi", "lease-2");
        assertThat(runner.begun).hasSize(1);
    }
}
