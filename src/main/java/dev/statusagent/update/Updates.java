package dev.statusagent.update;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.update.UpdateFailure.Reason;
import dev.statusagent.update.UpdateJob.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Updates of this installation, one at a time: a job prepares a release, a deployment makes it the current one. Thread-safe;
 * blocks only for the disk.
 */
final class Updates {
    private static final Logger LOG = Logger.getLogger(Updates.class);

    private final Path work;
    private final Releases releases;
    private final UpdateJobs jobs;
    private final Optional<Preparation> preparation;
    private final Executor background;
    private final InstantSource clock;

    /**
     * @param work where jobs have their files, on the file system of the releases; need not exist
     * @param preparation empty while no source of updates is configured
     * @param background does one thing after another
     */
    Updates(
            Path work,
            Releases releases,
            UpdateJobs jobs,
            Optional<Preparation> preparation,
            Executor background,
            InstantSource clock) {
        this.work = work;
        this.releases = releases;
        this.jobs = jobs;
        this.preparation = preparation;
        this.background = background;
        this.clock = clock;
    }

    boolean isManaged() {
        return releases.isManaged();
    }

    /** Whether the current release, which need not be this one any more, has not been live yet. */
    boolean isOnTrial() {
        return releases.isOnTrial();
    }

    ReleaseVersion running() {
        return releases.running();
    }

    Optional<ReleaseVersion> previous() {
        return releases.previous();
    }

    /**
     * Takes up what an earlier process has left: jobs that it did not end have failed, files that belong to nothing are
     * removed.
     *
     * @param ended is told of each job that an earlier process did not end, and of one whose release did not become live
     */
    synchronized void recover(Consumer<UpdateJob> ended) throws IOException {
        jobs.load();
        releases.removeUnfinished();
        for (UpdateJob job : jobs.all()) {
            if (job.isUnderWay()) {
                UpdateJob failed =
                        job.failed(Reason.INTERRUPTED, "The agent was started anew before the update was ready");
                jobs.keep(failed);
                ended.accept(failed);
            }
        }
        Optional<Releases.FellBack> failed = releases.fellBack();
        if (failed.isPresent()) {
            ended.accept(fellBack(failed.get()));
            releases.forgetFellBack();
        }
        removeLeftOvers();
        if (releases.isManaged() && !releases.isOnTrial()) {
            releases.removeOthers();
        }
    }

    private UpdateJob fellBack(Releases.FellBack failed) throws IOException {
        String why = "Release " + failed.version() + ": " + failed.reason();
        UpdateJob job = jobs.all().stream()
                .filter(each -> failed.version().text().equals(each.version()))
                .filter(each -> each.deployment() == Deployment.SWITCHED)
                .reduce((first, last) -> last)
                .orElseGet(() -> UpdateJob.asked(UUID.randomUUID().toString(), failed.version(), now()))
                .fellBack(why);
        jobs.keep(job);
        return job;
    }

    private void removeLeftOvers() throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (Stream<Path> all = Files.list(work)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!jobs.find(each.getFileName().toString())
                        .map(UpdateJob::isReady)
                        .orElse(false)) {
                    Disk.deleteTree(each);
                }
            }
        }
    }

    /**
     * Begins to prepare a release.
     *
     * @param version empty for the newest
     * @param ended is told of the job when it has ended, well or not
     */
    synchronized UpdateJob start(Optional<ReleaseVersion> version, Consumer<UpdateJob> ended) {
        Preparation ready = preparation.orElseThrow(() -> new StatusException(ProblemType.UPDATE_NOT_CONFIGURED));
        if (version.isPresent()) {
            checkNewer(version.get());
        }
        if (releases.isOnTrial() || jobs.all().stream().anyMatch(UpdateJob::isUnderWay)) {
            throw new StatusException(ProblemType.UPDATE_BUSY);
        }
        UpdateJob job = UpdateJob.asked(UUID.randomUUID().toString(), version.orElse(null), now());
        try {
            for (UpdateJob older : jobs.all()) {
                if (older.isReady()) {
                    jobs.keep(older.failed(Reason.REPLACED, "Another update was started"));
                    Disk.deleteTree(work.resolve(older.id()));
                }
            }
            jobs.keep(job);
        } catch (IOException e) {
            throw unwritable(e);
        }
        background.execute(() -> ready.run(job, version, work.resolve(job.id()), next -> changed(next, ended)));
        return job;
    }

    private void checkNewer(ReleaseVersion version) {
        if (!version.isNewerThan(releases.running())) {
            throw new StatusException(
                    ProblemType.UPDATE_NOT_NEWER,
                    "Version %s is not newer than the running %s".formatted(version, releases.running()));
        }
    }

    private void changed(UpdateJob job, Consumer<UpdateJob> ended) {
        synchronized (this) {
            if (job.phase() == UpdateJob.Phase.DOWNLOADING && job.bytes() > 0) {
                jobs.show(job);
                return;
            }
            try {
                jobs.keep(job);
            } catch (IOException e) {
                LOG.warnf("The update job %s cannot be kept", job.id()); // it is shown until the process ends
            }
        }
        if (!job.isUnderWay()) {
            ended.accept(job);
        }
    }

    synchronized Optional<UpdateJob> job(String id) {
        return jobs.find(id);
    }

    synchronized List<UpdateJob> all() {
        return jobs.all();
    }

    /** Makes the prepared release the current one. The process must be started anew then. */
    synchronized UpdateJob deploy(String id) {
        checkManaged();
        UpdateJob job = jobs.find(id)
                .orElseThrow(() -> new StatusException(ProblemType.NOT_FOUND, "There is no update of this job_id"));
        if (!job.isReady()) {
            throw new StatusException(ProblemType.UPDATE_NOT_READY);
        }
        ReleaseVersion version = ReleaseVersion.parse(job.version()).orElseThrow();
        checkNewer(version);
        UpdateJob deployed = job.deployed(Deployment.SWITCHED);
        try {
            jobs.keep(deployed);
            releases.deploy(Preparation.release(work.resolve(id)), version);
            Disk.deleteTree(work.resolve(id));
        } catch (IOException e) {
            notDeployed(job, Disk.failure(e));
            throw unwritable(e);
        }
        return deployed;
    }

    /** It may have left its place, and cannot be deployed again; unless it is the current one all the same. */
    private void notDeployed(UpdateJob job, UpdateFailure failure) {
        if (!releases.isManaged()) {
            return;
        }
        try {
            jobs.keep(job.failed(failure.reason(), failure.getMessage()));
        } catch (IOException e) {
            LOG.warnf("The update job %s cannot be kept", job.id()); // it is shown until the process ends
        }
    }

    /** Makes the release before this one the current one. The process must be started anew then. */
    synchronized ReleaseVersion rollBack() {
        checkManaged();
        ReleaseVersion previous =
                releases.previous().orElseThrow(() -> new StatusException(ProblemType.NOTHING_TO_ROLL_BACK));
        try {
            releases.rollBack(previous);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return previous;
    }

    private void checkManaged() {
        if (!releases.isManaged()) {
            throw new StatusException(ProblemType.NOT_MANAGED);
        }
        if (releases.isOnTrial()) {
            throw new StatusException(ProblemType.UPDATE_BUSY);
        }
    }

    /**
     * This release is live; of no effect once it has made way for another.
     *
     * @param ended is told of a job whose deployment has ended with that
     */
    synchronized void confirm(Consumer<UpdateJob> ended) throws IOException {
        if (!releases.isManaged()) {
            return;
        }
        releases.confirm();
        for (UpdateJob job : jobs.all()) {
            if (job.deployment() == Deployment.SWITCHED) {
                boolean running = releases.running().text().equals(job.version());
                UpdateJob last = running ? job.deployed(Deployment.LIVE) : job.fellBack("Another release runs");
                jobs.keep(last);
                ended.accept(last);
            }
        }
    }

    private static StatusException unwritable(IOException failure) {
        LOG.warnf("An update: %s", failure.getClass().getSimpleName());
        return new StatusException(
                Disk.failure(failure).reason() == Reason.DISK_FULL
                        ? ProblemType.STORAGE_FULL
                        : ProblemType.UPDATE_STORAGE);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
