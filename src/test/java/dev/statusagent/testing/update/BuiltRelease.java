package dev.statusagent.testing.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Program;
import dev.statusagent.testing.agent.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The release that the build has made, unpacked, and what can be made of it. */
public final class BuiltRelease {
    /** The version that the build gives it. */
    public static final String VERSION = "1.0.0";

    private final Path directory;

    private BuiltRelease(Path directory) {
        this.directory = directory;
    }

    /** Unpacks it into a directory as an operator would. */
    public static BuiltRelease unpackedIn(Path directory) throws IOException {
        Path archive = Path.of(System.getProperty("status.packaged.jar"))
                .resolveSibling("../status-agent-" + VERSION + ".tar.gz")
                .normalize();
        Files.createDirectories(directory);
        run(directory, List.of("tar", "-xzf", archive.toString()));
        return new BuiltRelease(directory.resolve("status-agent-" + VERSION));
    }

    public Path launcher() {
        return directory.resolve("bin/status");
    }

    /** Lets the launcher wait that long for a release to become live, and for one that is late to end. */
    public BuiltRelease withLimits(int trialSeconds, int endSeconds) throws IOException {
        String script = Files.readString(launcher());
        String changed = script.replace("\ntrial_seconds=120\n", "\ntrial_seconds=" + trialSeconds + "\n")
                .replace("\nend_seconds=10\n", "\nend_seconds=" + endSeconds + "\n");
        assertThat(changed).isNotEqualTo(script);
        Files.writeString(launcher(), changed);
        return this;
    }

    /** The same release under another version of as many characters, packed. */
    public byte[] as(String version, Path work) throws IOException {
        Path copy = Files.createDirectories(work).resolve("status-agent-" + version);
        run(work, List.of("cp", "-R", directory.toString(), copy.toString()));
        Files.writeString(copy.resolve("VERSION"), version + "\n");
        rewrite(copy.resolve("app/quarkus/generated-bytecode.jar"), version);
        Path archive = work.resolve("archive");
        run(
                work,
                List.of(
                        "tar",
                        "-cf",
                        archive.toString(),
                        "-I",
                        "gzip -1",
                        copy.getFileName().toString()));
        return Files.readAllBytes(archive);
    }

    /** A release whose launcher is that script. */
    public static byte[] scripted(String version, String script) {
        String root = "status-agent-" + version + "/";
        return new TarWriter()
                .file(root + "VERSION", version)
                .file(root + "app/quarkus-run.jar", "")
                .file(root + "bin/status", script.getBytes(StandardCharsets.UTF_8), 0755)
                .end();
    }

    /** Class files carry a text with its length before it, so that one of the same length can take its place. */
    private static void rewrite(Path jar, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(1);
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) Stream.<ZipEntry>of(in.stream().toArray(ZipEntry[]::new))::iterator) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = in.getInputStream(entry)) {
                    out.write(
                            entry.getName().endsWith(".class")
                                    ? replaced(content.readAllBytes(), version)
                                    : content.readAllBytes());
                }
                out.closeEntry();
            }
        }
        Files.write(jar, bytes.toByteArray());
    }

    private static byte[] replaced(byte[] content, String version) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String before = "\1\0\5" + VERSION;
        String after = "\1\0\5" + version;
        assertThat(after).hasSameSizeAs(before);
        return text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void run(Path directory, List<String> command) {
        Ended ended = Program.run(directory, Map.of(), "", command);
        assertThat(ended.exitCode()).as(String.valueOf(ended.stderr())).isZero();
    }
}
