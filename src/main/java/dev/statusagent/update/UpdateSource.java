package dev.statusagent.update;

import java.net.URI;
import java.util.Optional;

/** Where releases come from. Blocks while it asks. */
interface UpdateSource {
    /** The newest release that there is; empty where the source does not say. */
    Optional<ReleaseVersion> latest() throws UpdateFailure;

    /**
     * A release.
     *
     * @param version empty for the newest
     */
    Offer offer(Optional<ReleaseVersion> version) throws UpdateFailure;

    /**
     * What can be downloaded.
     *
     * @param archive where it is
     * @param version what it must be; empty if only the archive says
     * @param manifest what it must be, in detail; empty if nobody has said
     */
    record Offer(URI archive, Optional<ReleaseVersion> version, Optional<Manifest> manifest) {}
}
