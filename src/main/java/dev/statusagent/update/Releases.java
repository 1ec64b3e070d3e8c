package dev.statusagent.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The releases of an installation and the links that choose among them, as the launcher knows them too:
 *
 * <pre>
 * releases/VERSION/   each as it was unpacked
 * current             link to the one that runs
 * previous            link to the one before it, if that may be rolled back to
 * trial               there while the current one has not been live yet; names the release to go back to
 * fell-back           left by a launcher that went back: the release that failed, and why
 * </pre>
 *
 * Each change leaves the current release whole, whenever it is cut off.
 */
final class Releases {
    private static final int MAX_NOTE_BYTES = 1024;

    private final Path storage;
    private final ReleaseVersion running;
    private final boolean launched;

    /**
     * @param storage need not exist
     * @param running the release that this process is
     * @param launchedFrom where the launcher that started this process has its releases; empty if none did
     */
    Releases(Path storage, ReleaseVersion running, Optional<Path> launchedFrom) {
        this.storage = storage;
        this.running = running;
        this.launched = launchedFrom.isPresent() && isSame(storage, launchedFrom.get());
    }

    /** What a launcher has left behind that went back to this release. */
    record FellBack(ReleaseVersion version, String reason) {}

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    ReleaseVersion running() {
        return running;
    }

    /** Whether this process is the current release, started by a launcher that will start the next. */
    boolean isManaged() {
        return launched && named("current").filter(running::equals).isPresent();
    }

    /** Whether the current release has not been live yet. */
    boolean isOnTrial() {
        return Files.exists(storage.resolve("trial"));
    }

    /** What a rollback leads to. */
    Optional<ReleaseVersion> previous() {
        return named("previous")
                .filter(version -> !version.equals(running))
                .filter(version -> Files.isDirectory(directory(version)));
    }

    private Optional<ReleaseVersion> named(String link) {
        try {
            Path target = Files.readSymbolicLink(storage.resolve(link));
            return ReleaseVersion.parse(String.valueOf(target.getFileName()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path directory(ReleaseVersion version) {
        return storage.resolve("releases").resolve(version.text());
    }

    /** Makes an unpacked release of this file system the current one, on trial. */
    void deploy(Path unpacked, ReleaseVersion version) throws IOException {
        Path place = directory(version);
        Disk.deleteTree(place); // of an earlier try; it is neither the current one nor the one before
        Disk.move(unpacked, place);
        choose(version);
    }

    /** Makes the previous release the current one again, on trial. */
    void rollBack(ReleaseVersion previous) throws IOException {
        choose(previous);
    }

    private void choose(ReleaseVersion version) throws IOException {
        try {
            Disk.write(storage.resolve("trial"), (running + "\n").getBytes(StandardCharsets.UTF_8));
            Disk.link(storage.resolve("current"), Path.of("releases", version.text()));
        } catch (IOException e) {
            if (isManaged()) { // still the current one: nothing is on trial
                Files.deleteIfExists(storage.resolve("trial"));
            }
            throw e;
        }
    }

    /**
     * Ends the trial: this release is live. An older one is what can be rolled back to from now on; coming from a newer one, there
     * is nothing to roll back to. Others are removed.
     */
    void confirm() throws IOException {
        Optional<ReleaseVersion> before =
                ReleaseVersion.parse(note("trial").orElse("").strip());
        Path previous = storage.resolve("previous");
        if (before.isPresent() && running.isNewerThan(before.get())) {
            Disk.link(previous, Path.of("releases", before.get().text()));
        } else if (before.isPresent() && before.get().isNewerThan(running)) {
            Disk.delete(previous);
        }
        Disk.delete(storage.resolve("trial"));
        removeOthers();
    }

    /** Removes what was being written when a process or its launcher was killed. */
    void removeUnfinished() throws IOException {
        for (String name : List.of("current", "previous", "trial", "fell-back")) {
            Files.deleteIfExists(storage.resolve(name + ".new"));
        }
    }

    /** Removes all releases but the current and the previous one. Not during a trial. */
    void removeOthers() throws IOException {
        List<String> kept = Stream.of(named("current"), named("previous"))
                .flatMap(Optional::stream)
                .map(ReleaseVersion::text)
                .toList();
        try (Stream<Path> all = Files.list(storage.resolve("releases"))) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!kept.contains(each.getFileName().toString())) {
                    Disk.deleteTree(each);
                }
            }
        }
    }

    /** What the launcher has to tell, once it is told. */
    Optional<FellBack> fellBack() throws IOException {
        List<String> lines = note("fell-back").orElse("").lines().toList();
        if (lines.size() != 2) {
            return Optional.empty();
        }
        return ReleaseVersion.parse(lines.get(0)).map(version -> new FellBack(version, lines.get(1)));
    }

    void forgetFellBack() throws IOException {
        Disk.delete(storage.resolve("fell-back"));
    }

    private Optional<String> note(String name) throws IOException {
        Path file = storage.resolve(name);
        return Files.isRegularFile(file) && Files.size(file) <= MAX_NOTE_BYTES
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }
}
