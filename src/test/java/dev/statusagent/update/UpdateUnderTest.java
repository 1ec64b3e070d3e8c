package dev.statusagent.update;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.outgoing.OutgoingTls;
import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An installation of release 1.0.0 in a directory, which a test updates in its own thread. */
final class UpdateUnderTest {
    static final ReleaseVersion RUNNING = ReleaseVersion.parse("1.0.0").orElseThrow();
    /** For servers that are slow on purpose. */
    static final TimeLimits SHORT = new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(3));

    Path storage;
    final KeyPair keys = Publication.keys();
    Optional<Path> cacert;
    Optional<String> expectedSha256 = Optional.empty();
    Optional<String> publicKey;
    URI server;
    URI binary;
    /** Takes the place of both if it is set. */
    UpdateSource source;

    TimeLimits limits = new TimeLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(2));
    boolean launched = true;
    ReleaseVersion running = RUNNING;
    final List<UpdateJob> ended = new ArrayList<>();

    UpdateUnderTest(Path storage, TestCertificates certificates) throws IOException {
        this.storage = storage;
        this.cacert = Optional.of(certificates.rootCaFile());
        this.publicKey = Optional.of(Publication.publicKey(keys));
        install("1.0.0");
        Files.createSymbolicLink(storage.resolve("current"), Path.of("releases/1.0.0"));
    }

    /** Puts a release where releases are. */
    void install(String version) throws IOException {
        Path release = Files.createDirectories(storage.resolve("releases").resolve(version));
        Files.createDirectories(release.resolve("app"));
        Files.createDirectories(release.resolve("bin"));
        Files.writeString(release.resolve("VERSION"), version);
        Files.writeString(release.resolve("app/quarkus-run.jar"), "of " + version);
        Files.writeString(release.resolve("bin/status"), "#!/bin/sh\n").toFile().setExecutable(true);
    }

    /** As the process has it after its start. */
    Updates start() throws IOException {
        Updates updates = updates();
        updates.recover(ended::add);
        return updates;
    }

    /** The process of that release of another installation. */
    Updates at(Path other, String version) throws IOException {
        storage = other;
        running = ReleaseVersion.parse(version).orElseThrow();
        return start();
    }

    private Updates updates() throws IOException {
        HttpsClient client = client();
        UpdateSource from = binary != null ? new BareRelease(binary) : new ReleaseServer(client, server, publicKey);
        return new Updates(
                storage.resolve("work"),
                new Releases(storage, running, launched ? Optional.of(storage) : Optional.empty()),
                new UpdateJobs(storage.resolve("jobs"), new ObjectMapper()),
                Optional.of(
                        new Preparation(source == null ? from : source, new Download(client, expectedSha256), running)),
                Runnable::run,
                InstantSource.system());
    }

    private HttpsClient client() throws IOException {
        try {
            return new HttpsClient(
                    OutgoingTls.context(cacert, Optional.empty(), Optional.empty()), limits, System::nanoTime);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Prepares the release and returns the job as it is at the end. */
    UpdateJob prepare(String version) throws IOException {
        Updates updates = start();
        return prepare(updates, version);
    }

    UpdateJob prepare(Updates updates, String version) {
        UpdateJob job = updates.start(
                Optional.ofNullable(version)
                        .map(text -> ReleaseVersion.parse(text).orElseThrow()),
                ended::add);
        return updates.job(job.id()).orElseThrow();
    }

    /** All that is in the directory but the records of the jobs: names with what is in them or where they lead. */
    Map<String, String> installation() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(storage)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = storage.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    found.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path) && !name.startsWith("jobs/")) {
                    found.put(name, Files.readString(path));
                } else if (name.startsWith("work/")) {
                    found.put(name, "directory");
                }
            }
        }
        return found;
    }
}
