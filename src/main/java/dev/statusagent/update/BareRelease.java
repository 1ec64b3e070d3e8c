package dev.statusagent.update;

import java.net.URI;
import java.util.Optional;

/** One archive, of which nobody says anything but where it is. */
final class BareRelease implements UpdateSource {
    private final URI archive;

    BareRelease(URI archive) {
        this.archive = archive;
    }

    @Override
    public Optional<ReleaseVersion> latest() {
        return Optional.empty();
    }

    @Override
    public Offer offer(Optional<ReleaseVersion> version) {
        return new Offer(archive, version, Optional.empty());
    }
}
