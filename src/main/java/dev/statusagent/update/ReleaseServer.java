package dev.statusagent.update;

import dev.statusagent.update.UpdateFailure.Reason;
import java.net.URI;
import java.util.Optional;

/** A server that has each release beside its manifest, and names the newest. */
final class ReleaseServer implements UpdateSource {
    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
    private static final int MAX_SIGNATURE_BYTES = 1024;

    private final HttpsClient client;
    private final String releases;
    private final Optional<String> publicKey;

    /**
     * @param publicKey whose signature a manifest must have; empty if it need not have one
     */
    ReleaseServer(HttpsClient client, URI server, Optional<String> publicKey) {
        this.client = client;
        this.releases = server.toString().replaceAll("/+$", "") + "/releases/";
        this.publicKey = publicKey;
    }

    /** Of no weight beyond the version: what is believed of a release is in its own manifest. */
    @Override
    public Optional<ReleaseVersion> latest() throws UpdateFailure {
        byte[] latest = client.get(URI.create(releases + "latest.json"), MAX_MANIFEST_BYTES);
        return Optional.of(Manifest.parse(latest).version());
    }

    @Override
    public Offer offer(Optional<ReleaseVersion> version) throws UpdateFailure {
        ReleaseVersion wanted = version.isPresent() ? version.get() : latest().orElseThrow();
        String place = releases + wanted + "/";
        Manifest manifest = manifest(place);
        if (!manifest.version().equals(wanted)) {
            throw new UpdateFailure(Reason.MANIFEST_INVALID, "The manifest is of another version");
        }
        return new Offer(
                URI.create(place + "status-agent-" + wanted + ".tar.gz"), Optional.of(wanted), Optional.of(manifest));
    }

    private Manifest manifest(String place) throws UpdateFailure {
        byte[] manifest = client.get(URI.create(place + "manifest.json"), MAX_MANIFEST_BYTES);
        if (publicKey.isPresent()) {
            byte[] signature = client.get(URI.create(place + "manifest.json.sig"), MAX_SIGNATURE_BYTES);
            ManifestSignature.verify(publicKey.get(), manifest, signature);
        }
        return Manifest.parse(manifest);
    }
}
