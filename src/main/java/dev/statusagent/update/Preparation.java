package dev.statusagent.update;

import dev.statusagent.update.UpdateFailure.Reason;
import dev.statusagent.update.UpdateSource.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings a release to where it only needs to be renamed: downloaded, judged, unpacked, on the disk. Blocks. */
final class Preparation {
    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final UpdateSource source;
    private final Download download;
    private final ReleaseVersion running;

    Preparation(UpdateSource source, Download download, ReleaseVersion running) {
        this.source = source;
        this.download = download;
        this.running = running;
    }

    /** Where a job's release lies once the job is completed. */
    static Path release(Path work) {
        return work.resolve("release");
    }

    /**
     * Does the job.
     *
     * @param work a directory of its own, which does not exist yet; of a job that fails nothing is left in it
     * @param progress is told each change of the job; the last one is completed or failed
     */
    void run(UpdateJob asked, Optional<ReleaseVersion> version, Path work, Consumer<UpdateJob> progress) {
        UpdateJob[] job = {asked};
        try {
            try {
                Files.createDirectories(work, Disk.OWNER_ONLY);
                prepare(version, work, next -> {
                    job[0] = next.apply(job[0]);
                    progress.accept(job[0]);
                });
                return;
            } catch (IOException e) {
                throw Disk.failure(e);
            }
        } catch (UpdateFailure e) {
            remove(work);
            progress.accept(job[0].failed(e.reason(), e.getMessage()));
        } catch (RuntimeException e) { // a job that never ends would keep all others out
            LOG.error("An update failed in an unforeseen way", e);
            remove(work);
            progress.accept(job[0].failed(Reason.INTERNAL, "The agent's log says more"));
        }
    }

    /** A step of a job. */
    private interface Step {
        UpdateJob apply(UpdateJob job);
    }

    private void prepare(Optional<ReleaseVersion> version, Path work, Consumer<Step> steps)
            throws UpdateFailure, IOException {
        Offer offer = source.offer(version);
        if (offer.version().isPresent()) {
            checkNewer(offer.version().get());
        }
        steps.accept(job -> job.downloading(offer));
        Path archive = work.resolve("archive");
        String sha256 = download.fetch(offer, archive, count -> steps.accept(job -> job.received(count)));
        steps.accept(job -> job.verifying(sha256));
        download.verify(offer, archive, sha256);
        ReleaseVersion found = ReleaseArchive.unpack(archive, release(work));
        if (offer.version().isPresent() && !offer.version().get().equals(found)) {
            throw new UpdateFailure(
                    Reason.ARCHIVE_INVALID, "The archive is of version " + found + ", and not of the one asked for");
        }
        checkNewer(found);
        Disk.delete(archive);
        String remark = remark(found, sha256);
        steps.accept(job -> job.completed(found, remark));
    }

    private void checkNewer(ReleaseVersion version) throws UpdateFailure {
        if (!version.isNewerThan(running)) {
            throw new UpdateFailure(
                    Reason.NOT_NEWER, "Version %s is not newer than the running %s".formatted(version, running));
        }
    }

    private String remark(ReleaseVersion version, String sha256) {
        if (download.isExpected()) {
            return null;
        }
        LOG.warnf(
                "Release %s has the SHA-256 %s; UPDATE_EXPECTED_SHA256 does not say what it must be", version, sha256);
        return "UPDATE_EXPECTED_SHA256 is not set: compare the hash yourself";
    }

    private static void remove(Path work) {
        try {
            Disk.deleteTree(work);
        } catch (IOException e) {
            LOG.warn("The files of a failed update cannot be removed; the next start tries again");
        }
    }
}
