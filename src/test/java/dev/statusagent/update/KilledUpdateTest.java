package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update that is killed in its midst, by a real kill of a real process at random moments. */
class KilledUpdateTest {
    private static final int ROUNDS = 10;

    @TempDir
    Path directory;

    @Test
    void leavesAWholeReleaseAndNoTemporaryFile() throws Exception {
        Random random = new Random(20261126);
        for (int round = 0; round < ROUNDS; round++) {
            Path place = Files.createDirectory(directory.resolve("round-" + round));
            killedAfter(place, random.nextInt(900));
            look(place);
        }
    }

    private static void killedAfter(Path place, int millis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpdateProcess.class.getName(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("begins");
            assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                    .as("it ended by itself")
                    .isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** What the launcher would start is whole; the next process of it removes what was left. */
    private static void look(Path place) throws IOException {
        Path storage = place.resolve("updates");
        Path current = storage.resolve(Files.readSymbolicLink(storage.resolve("current")));
        String version = current.getFileName().toString();
        assertWhole(current, version);
        if (Files.exists(storage.resolve("trial"))) {
            String before = Files.readString(storage.resolve("trial")).strip();
            assertWhole(storage.resolve("releases").resolve(before), before);
        }
        UpdateUnderTest next = new UpdateUnderTest(
                place.resolve("unused"), TestCertificates.in(Files.createDirectories(place.resolve("tls"))));
        next.server = java.net.URI.create("https://localhost:1");
        Updates updates = next.at(storage, version);
        updates.confirm(job -> {});
        assertThat(names(storage)).isSubsetOf("current", "previous", "jobs", "releases", "work");
        assertThat(names(storage.resolve("releases")))
                .hasSizeLessThanOrEqualTo(2)
                .contains(version);
        if (Files.exists(storage.resolve("work"))) {
            for (String left : names(storage.resolve("work"))) {
                assertThat(updates.job(left).orElseThrow().isReady()).isTrue();
            }
        }
        assertThat(names(storage.resolve("jobs"))).allMatch(name -> name.endsWith(".json"));
    }

    private static void assertWhole(Path release, String version) throws IOException {
        assertThat(release.resolve("bin/status")).isExecutable();
        assertThat(Files.readString(release.resolve("VERSION")).strip()).isEqualTo(version);
        if (!version.equals("1.0.0")) {
            assertThat(release.resolve("app/large")).hasSize(2 << 20);
        }
    }

    private static List<String> names(Path of) throws IOException {
        if (!Files.exists(of)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(of)) {
            return new ArrayList<>(
                    all.map(path -> path.getFileName().toString()).toList());
        }
    }
}
