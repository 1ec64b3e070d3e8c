package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import dev.statusagent.update.UpdateJob.Deployment;
import dev.statusagent.update.UpdateJob.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs and releases through the lives of several processes. */
class UpdatesTest {
    @TempDir
    Path directory;

    private ReleaseHost host;
    private UpdateUnderTest update;

    @BeforeEach
    void publish() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory);
        host = ReleaseHost.https(certificates.serverTls());
        update = new UpdateUnderTest(directory.resolve("updates"), certificates);
        update.server = host.uri();
        for (String version : new String[] {"1.0.1", "1.0.2"}) {
            Publication.of(version, update.keys).publish(host);
        }
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    private static void refused(ThrowingCallable call, ProblemType type) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    private Path link(String name) throws IOException {
        return Files.readSymbolicLink(update.storage.resolve(name));
    }

    /** The next process, which is that release. */
    private Updates restartedAs(String version) throws IOException {
        update.running = version(version);
        return update.start();
    }

    @Test
    void preparedReleaseOutlivesTheProcess() throws IOException {
        UpdateJob prepared = update.prepare("1.0.1");
        Updates later = update.start();
        assertThat(later.job(prepared.id())).contains(prepared);
        assertThat(later.deploy(prepared.id()).deployment()).isEqualTo(Deployment.SWITCHED);
        assertThat(link("current")).isEqualTo(Path.of("releases/1.0.1"));
        assertThat(update.storage.resolve("releases/1.0.1/bin/status")).isExecutable();
        assertThat(update.storage.resolve("trial")).hasContent("1.0.0");
    }

    @Test
    void newestIsTakenWhereNoneIsNamed() throws IOException {
        assertThat(update.prepare(null).version()).isEqualTo("1.0.2");
    }

    @Test
    void liveReleaseCanBeRolledBackOnce() throws IOException {
        Updates first = update.start();
        first.deploy(update.prepare(first, "1.0.1").id());
        Updates second = restartedAs("1.0.1");
        refused(second::rollBack, ProblemType.UPDATE_BUSY);
        refused(() -> second.start(Optional.empty(), job -> {}), ProblemType.UPDATE_BUSY);
        second.confirm(update.ended::add);
        assertThat(second.all())
                .singleElement()
                .extracting(UpdateJob::deployment)
                .isEqualTo(Deployment.LIVE);
        assertThat(link("previous")).isEqualTo(Path.of("releases/1.0.0"));
        assertThat(second.rollBack()).isEqualTo(version("1.0.0"));
        assertThat(update.storage.resolve("trial")).hasContent("1.0.1");
        Updates third = restartedAs("1.0.0");
        third.confirm(update.ended::add);
        assertThat(update.storage.resolve("releases/1.0.1")).doesNotExist();
        refused(third::rollBack, ProblemType.NOTHING_TO_ROLL_BACK);
    }

    @Test
    void releaseThatMakesWayDoesNotConfirmTheNext() throws IOException {
        Updates first = update.start();
        UpdateJob job = first.deploy(update.prepare(first, "1.0.1").id());
        first.confirm(update.ended::add);
        assertThat(update.storage.resolve("trial")).hasContent("1.0.0");
        assertThat(first.job(job.id())).contains(job);
    }

    @Test
    void onlyTheReleaseBeforeIsKept() throws IOException {
        Updates first = update.start();
        first.deploy(update.prepare(first, "1.0.1").id());
        Updates second = restartedAs("1.0.1");
        second.confirm(update.ended::add);
        second.deploy(update.prepare(second, "1.0.2").id());
        Updates third = restartedAs("1.0.2");
        third.confirm(update.ended::add);
        assertThat(update.storage.resolve("releases/1.0.0")).doesNotExist();
        assertThat(link("previous")).isEqualTo(Path.of("releases/1.0.1"));
    }

    @Test
    void wayBackOfTheLauncherIsTold() throws IOException {
        Updates first = update.start();
        String id = update.prepare(first, "1.0.1").id();
        first.deploy(id);
        Files.delete(update.storage.resolve("current"));
        Files.createSymbolicLink(update.storage.resolve("current"), Path.of("releases/1.0.0"));
        Files.delete(update.storage.resolve("trial"));
        Files.writeString(update.storage.resolve("fell-back"), "1.0.1\nnot live within 120 s\n");
        Updates second = update.start();
        UpdateJob job = second.job(id).orElseThrow();
        assertThat(update.ended).contains(job);
        assertThat(job.deployment()).isEqualTo(Deployment.FELL_BACK);
        assertThat(job.error()).isEqualTo("fell_back");
        assertThat(job.detail()).isEqualTo("Release 1.0.1: not live within 120 s");
        assertThat(update.storage.resolve("releases/1.0.1")).doesNotExist();
        assertThat(update.storage.resolve("fell-back")).doesNotExist();
        assertThat(update.prepare(second, "1.0.1").phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void otherReleaseThanTheNewerIsRefusedAtOnce() throws IOException {
        Updates updates = update.start();
        for (String version : new String[] {"0.9.9", "1.0.0", "1.0.0-rc.1"}) {
            refused(() -> updates.start(Optional.of(version(version)), job -> {}), ProblemType.UPDATE_NOT_NEWER);
        }
    }

    @Test
    void secondJobTakesThePlaceOfTheFirst() throws IOException {
        Updates updates = update.start();
        UpdateJob first = update.prepare(updates, "1.0.1");
        UpdateJob second = update.prepare(updates, "1.0.2");
        assertThat(updates.job(first.id()).orElseThrow().error()).isEqualTo("replaced");
        refused(() -> updates.deploy(first.id()), ProblemType.UPDATE_NOT_READY);
        assertThat(update.storage.resolve("work")).isDirectoryNotContaining("glob:**/" + first.id());
        updates.deploy(second.id());
        refused(() -> updates.deploy(second.id()), ProblemType.NOT_MANAGED);
    }

    @Test
    void nothingIsDeployedThatNoLauncherWouldStart() throws IOException {
        update.launched = false;
        Updates updates = update.start();
        UpdateJob job = update.prepare(updates, "1.0.1");
        refused(() -> updates.deploy(job.id()), ProblemType.NOT_MANAGED);
        refused(updates::rollBack, ProblemType.NOT_MANAGED);
        assertThat(link("current")).isEqualTo(Path.of("releases/1.0.0"));
    }

    @Test
    void unknownJobIsNotFound() throws IOException {
        Updates updates = update.start();
        refused(() -> updates.deploy("../../etc"), ProblemType.NOT_FOUND);
        assertThat(updates.job("../../etc")).isEmpty();
    }

    @Test
    void jobThatTheProcessDidNotEndHasFailed() throws IOException {
        UpdateJob job = UpdateJob.asked("0b7c", version("1.0.1"), "2026-01-01T00:00:00Z");
        UpdateJobs jobs =
                new UpdateJobs(update.storage.resolve("jobs"), new com.fasterxml.jackson.databind.ObjectMapper());
        jobs.keep(job);
        Files.createDirectories(update.storage.resolve("work/0b7c/release/app"));
        Files.createDirectories(update.storage.resolve("work/unknown"));
        Updates updates = update.start();
        assertThat(updates.job("0b7c").orElseThrow().error()).isEqualTo("interrupted");
        assertThat(update.ended)
                .as("told, for the audit log")
                .containsExactly(updates.job("0b7c").orElseThrow());
        assertThat(update.storage.resolve("work")).isEmptyDirectory();
    }

    @Test
    void releaseThatCannotBecomeTheCurrentOneIsNotOnTrial() throws IOException {
        Updates updates = update.start();
        UpdateJob job = update.prepare(updates, "1.0.1");
        Path obstacle = Files.createDirectories(update.storage.resolve("current.new/obstacle"));
        refused(() -> updates.deploy(job.id()), ProblemType.UPDATE_STORAGE);
        assertThat(link("current")).isEqualTo(Path.of("releases/1.0.0"));
        assertThat(update.storage.resolve("trial")).doesNotExist();
        assertThat(updates.job(job.id()).orElseThrow().error()).isEqualTo("storage");
        Files.delete(obstacle);
        updates.deploy(update.prepare(updates, "1.0.1").id());
        assertThat(link("current")).isEqualTo(Path.of("releases/1.0.1"));
    }

    @Test
    void jobThatCannotBeReadIsForgotten() throws IOException {
        Files.createDirectories(update.storage.resolve("jobs"));
        Files.writeString(update.storage.resolve("jobs/x.json"), "{");
        Files.writeString(update.storage.resolve("jobs/null.json"), "null");
        Files.writeString(update.storage.resolve("jobs/empty.json"), "{}");
        Files.writeString(
                update.storage.resolve("jobs/other.json"), "{\"job_id\":\"../current\",\"phase\":\"failed\"}");
        Files.writeString(update.storage.resolve("jobs/y.json.new"), "{");
        assertThat(update.start().all()).isEmpty();
        assertThat(update.storage.resolve("jobs")).isEmptyDirectory();
    }
}
