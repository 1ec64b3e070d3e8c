package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import dev.statusagent.testing.update.TarWriter;
import dev.statusagent.update.UpdateJob.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a server can do to an installation: nothing. Each bad update leaves the running release, its link and no other file. */
class BadUpdatesTest {
    private static final String TOP = "status-agent-1.0.1/";

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    static TestCertificates certificates;
    private ReleaseHost host;
    private ReleaseHost plain;
    private ReleaseHost wrongHost;
    private ReleaseHost expired;

    @BeforeAll
    static void certificates() {
        certificates = TestCertificates.in(shared);
    }

    @BeforeEach
    void hosts() throws IOException {
        host = ReleaseHost.https(certificates.serverTls());
        plain = ReleaseHost.http();
        wrongHost = ReleaseHost.https(certificates.serverTls(certificates.wrongHost()));
        expired = ReleaseHost.https(certificates.serverTls(certificates.expired()));
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        plain.close();
        wrongHost.close();
        expired.close();
    }

    /** A try, with everything that can be made wrong. */
    private final class Try {
        final UpdateUnderTest update;
        final Publication release;
        String wanted = "1.0.1";
        Runnable afterwards = () -> {};

        Try(Path storage) throws IOException {
            update = new UpdateUnderTest(storage, certificates);
            update.server = host.uri();
            release = Publication.of("1.0.1", update.keys);
        }

        /** Another archive, with a manifest that fits. */
        void archive(byte[] archive) {
            release.archive = archive;
            release.manifest = Publication.manifest("1.0.1", archive.length, Publication.sha256(archive));
        }

        void more(Consumer<TarWriter> more) {
            TarWriter tar = Publication.small("1.0.1", "1.0.1");
            more.accept(tar);
            archive(tar.end());
        }

        /** Something else in the place of the archive, after all else is in its place. */
        void instead(ReleaseHost.Responder responder) {
            afterwards = () -> host.on(release.archivePath(), responder);
        }

        void at(String path, ReleaseHost.Responder responder) {
            afterwards = () -> host.on(path, responder);
        }

        void slowly(ReleaseHost.Responder responder) {
            update.limits = UpdateUnderTest.SHORT;
            instead(responder);
        }

        UpdateJob run() throws IOException {
            release.publish(host);
            release.publish(plain);
            release.publish(wrongHost);
            release.publish(expired);
            afterwards.run();
            return update.prepare(wanted);
        }
    }

    private final Map<String, Consumer<Try>> table = new java.util.LinkedHashMap<>();
    private final Map<String, String> errors = new java.util.HashMap<>();

    private void bad(String name, String error, Consumer<Try> fault) {
        assertThat(table.put(name, fault)).isNull();
        errors.put(name, error);
    }

    private void connections() {
        bad("plain HTTP", "redirect", t -> t.update.server = plain.uri());
        bad(
                "redirect of the archive to HTTP",
                "redirect",
                t -> t.instead(ReleaseHost.status("302 Found", "Location: " + plain.uri() + t.release.archivePath())));
        bad(
                "redirect of the manifest to HTTP",
                "redirect",
                t -> t.at(
                        t.release.manifestPath(),
                        ReleaseHost.status("301 Moved", "Location: " + plain.uri() + t.release.manifestPath())));
        bad(
                "redirect to HTTP on the second hop",
                "redirect",
                t -> t.afterwards =
                        () -> host.on(t.release.archivePath(), ReleaseHost.status("307 Again", "Location: /second"))
                                .on("/second", ReleaseHost.status("308 Again", "Location: " + plain.uri() + "/third")));
        bad("redirect without a place", "redirect", t -> t.instead(ReleaseHost.status("302 Found")));
        bad(
                "redirect in circles",
                "redirect",
                t -> t.instead(ReleaseHost.status("302 Found", "Location: " + t.release.archivePath())));
        bad(
                "redirect to a file of the host",
                "redirect",
                t -> t.instead(ReleaseHost.status("302 Found", "Location: file:///etc/passwd")));
        bad(
                "redirect with a password",
                "redirect",
                t -> t.instead(ReleaseHost.status("302 Found", "Location: https://a:b@localhost/x")));
        bad(
                "redirect to a port that there is not",
                "redirect",
                t -> t.instead(ReleaseHost.status("302 Found", "Location: https://localhost:99999/x")));
        bad("certificate of another host", "tls", t -> t.update.server = wrongHost.uri());
        bad("certificate of yesterday", "tls", t -> t.update.server = expired.uri());
        bad(
                "certificate of an unknown authority",
                "tls",
                t -> t.update.cacert = Optional.of(certificates.unrelatedCaFile()));
        bad("certificate that the JVM does not know", "tls", t -> t.update.cacert = Optional.empty());
        bad(
                "redirect to a host with a wrong certificate",
                "tls",
                t -> t.instead(
                        ReleaseHost.status("302 Found", "Location: " + wrongHost.uri() + t.release.archivePath())));
        bad("nobody there", "unreachable", t -> t.afterwards = () -> closed(host));
    }

    private static void closed(ReleaseHost host) {
        try {
            host.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answers() {
        bad("404", "status", t -> t.instead(ReleaseHost.status("404 Not Found")));
        bad("500", "status", t -> t.instead(ReleaseHost.status("500 Broken")));
        bad("206", "status", t -> t.instead(ReleaseHost.status("206 Partial Content")));
        bad("no manifest", "status", t -> t.at(t.release.manifestPath(), ReleaseHost.status("404 Not Found")));
        bad(
                "no signature",
                "status",
                t -> t.at(t.release.manifestPath() + ".sig", ReleaseHost.status("404 Not Found")));
        bad("no answer", "unreachable", t -> t.instead(out -> {}));
        bad(
                "body shorter than it says",
                "incomplete",
                t -> t.instead(ReleaseHost.ok(
                        t.release.archive.length, Arrays.copyOf(t.release.archive, t.release.archive.length / 2))));
        bad(
                "body shorter than the manifest says",
                "incomplete",
                t -> t.instead(ReleaseHost.ok(
                        t.release.archive.length - 1, Arrays.copyOf(t.release.archive, t.release.archive.length - 1))));
        bad(
                "body shorter, of no said length",
                "incomplete",
                t -> t.instead(out -> {
                    ReleaseHost.head(out, "200 OK");
                    out.write(t.release.archive, 0, 100);
                }));
        bad(
                "body longer than the manifest says",
                "too_large",
                t -> t.instead(ReleaseHost.ok(
                        t.release.archive.length + 1, Arrays.copyOf(t.release.archive, t.release.archive.length + 1))));
        bad("endless body", "too_large", t -> t.instead(BadUpdatesTest::endless));
        bad(
                "body cut in mid-chunk",
                "incomplete",
                t -> t.instead(out -> {
                    ReleaseHost.head(out, "200 OK", "Transfer-Encoding: chunked");
                    out.write("1000\r\nabc".getBytes(StandardCharsets.US_ASCII));
                }));
        bad(
                "silence in the body",
                "too_slow",
                t -> t.slowly(out -> {
                    ReleaseHost.head(out, "200 OK", "Content-Length: " + t.release.archive.length);
                    out.write(t.release.archive, 0, 100);
                    out.flush();
                    Thread.sleep(30_000);
                }));
        bad(
                "byte by byte",
                "too_slow",
                t -> t.slowly(out -> {
                    ReleaseHost.head(out, "200 OK", "Content-Length: " + t.release.archive.length);
                    for (byte each : t.release.archive) {
                        out.write(each);
                        out.flush();
                        Thread.sleep(100);
                    }
                }));
        bad("silence before the head", "too_slow", t -> t.slowly(out -> Thread.sleep(30_000)));
    }

    private static void endless(OutputStream out) throws IOException {
        ReleaseHost.head(out, "200 OK");
        byte[] chunk = new byte[64 * 1024];
        while (true) {
            out.write(chunk);
        }
    }

    private void manifests() {
        bad("manifest that is no JSON", "manifest_invalid", t -> t.release.manifest = "<html>");
        bad("manifest that is empty", "manifest_invalid", t -> t.release.manifest = "");
        bad("manifest that is a list", "manifest_invalid", t -> t.release.manifest = "[]");
        bad(
                "manifest with a field twice",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replace("{", "{\"version\":\"1.0.9\","));
        bad(
                "manifest of another version",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replace("1.0.1", "1.0.2"));
        bad("manifest of a version with a path", "manifest_invalid", t -> {
            t.wanted = null;
            t.release.manifest = t.release.manifest.replace("1.0.1", "../1.0.1");
        });
        bad("manifest of a version with a blank", "manifest_invalid", t -> {
            t.wanted = null;
            t.release.manifest = t.release.manifest.replace("1.0.1", "1.0.1 ");
        });
        bad(
                "manifest without a hash",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replace(t.release.sha256(), ""));
        bad(
                "manifest with a size that is no number",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replaceAll("\"size\":\\d+", "\"size\":\"12\""));
        bad(
                "manifest with a negative size",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replaceAll("\"size\":\\d+", "\"size\":-1"));
        bad(
                "manifest with a size beyond all bounds",
                "manifest_invalid",
                t -> t.release.manifest = t.release.manifest.replaceAll("\"size\":\\d+", "\"size\":99999999999"));
        bad("manifest that is too large", "too_large", t -> t.release.manifest += " ".repeat(100_000));
        bad("manifest without an end", "too_large", t -> t.at(t.release.manifestPath(), BadUpdatesTest::endless));
        bad(
                "manifest with a smaller size",
                "too_large",
                t -> t.release.manifest =
                        Publication.manifest("1.0.1", t.release.archive.length - 1, t.release.sha256()));
        bad(
                "manifest with a larger size",
                "incomplete",
                t -> t.release.manifest =
                        Publication.manifest("1.0.1", t.release.archive.length + 1, t.release.sha256()));
        bad(
                "manifest with another hash",
                "hash_mismatch",
                t -> t.release.manifest =
                        Publication.manifest("1.0.1", t.release.archive.length, Publication.sha256(new byte[1])));
        bad(
                "another hash than the operator expects",
                "hash_mismatch",
                t -> t.update.expectedSha256 = Optional.of(Publication.sha256(new byte[1])));
        bad("archive changed by one bit", "hash_mismatch", t -> {
            byte[] changed = t.release.archive.clone();
            changed[changed.length / 2] ^= 1;
            t.release.archive = changed;
        });
        bad(
                "signature by another key",
                "signature_invalid",
                t -> t.release.signature =
                        Publication.sign(Publication.keys(), t.release.manifest.getBytes(StandardCharsets.UTF_8)));
        bad(
                "signature of another manifest",
                "signature_invalid",
                t -> t.release.signature = Publication.sign(t.update.keys, "{}".getBytes(StandardCharsets.UTF_8)));
        bad("signature that is no base64", "signature_invalid", t -> t.release.signature = new byte[] {'*', '*'});
        bad("signature that is empty", "signature_invalid", t -> t.release.signature = new byte[0]);
        bad("signature that is too large", "too_large", t -> t.release.signature = new byte[2000]);
        bad(
                "signature cut short",
                "signature_invalid",
                t -> t.release.signature = Arrays.copyOf(
                        Publication.sign(t.update.keys, t.release.manifest.getBytes(StandardCharsets.UTF_8)), 40));
        bad("signed, and older, and called the newest", "not_newer", t -> {
            t.wanted = null;
            Publication older = Publication.of("0.9.9", t.update.keys);
            t.afterwards = () -> older.publish(host);
        });
        bad("signed, and the same, and called the newest", "not_newer", t -> {
            t.wanted = null;
            Publication same = Publication.of("1.0.0", t.update.keys);
            t.afterwards = () -> same.publish(host);
        });
        bad("signed, and a pre-release of the running one", "not_newer", t -> {
            t.wanted = null;
            Publication before = Publication.of("1.0.0-rc.9", t.update.keys);
            t.afterwards = () -> before.publish(host);
        });
    }

    private void archives() {
        String invalid = "archive_invalid";
        bad("no gzip", invalid, t -> t.archive("neither gzip nor tar".getBytes(StandardCharsets.UTF_8)));
        bad(
                "gzip of no tar",
                invalid,
                t -> t.archive(new TarWriter()
                        .content("garbage".repeat(1000).getBytes(StandardCharsets.UTF_8))
                        .cut()));
        bad("gzip cut short", invalid, t -> t.archive(Arrays.copyOf(t.release.archive, t.release.archive.length / 2)));
        bad("gzip with a wrong checksum", invalid, t -> {
            byte[] wrong = t.release.archive.clone();
            wrong[wrong.length - 8] ^= 1;
            t.archive(wrong);
        });
        bad(
                "tar cut within a file",
                invalid,
                t -> t.archive(new TarWriter()
                        .header(TOP + "VERSION", '0', "", 5000, 0644)
                        .content("1.0.1".getBytes(StandardCharsets.UTF_8))
                        .cut()));
        bad(
                "tar with a wrong checksum",
                invalid,
                t -> t.more(tar -> tar.content("x".repeat(512).getBytes(StandardCharsets.UTF_8))));
        bad("empty tar", invalid, t -> t.archive(new TarWriter().end()));
        bad(
                "wrong content",
                invalid,
                t -> t.archive(
                        new TarWriter().file(TOP + "holiday.jpg", "beach").end()));
        bad(
                "no launcher",
                invalid,
                t -> t.archive(new TarWriter()
                        .file(TOP + "VERSION", "1.0.1")
                        .file(TOP + "app/quarkus-run.jar", "")
                        .end()));
        bad(
                "launcher that cannot be run",
                invalid,
                t -> t.archive(new TarWriter()
                        .file(TOP + "VERSION", "1.0.1")
                        .file(TOP + "app/quarkus-run.jar", "")
                        .file(TOP + "bin/status", "")
                        .end()));
        bad(
                "another version in its name",
                invalid,
                t -> t.archive(Publication.small("1.0.2", "1.0.1").end()));
        bad(
                "another version in its files",
                invalid,
                t -> t.archive(Publication.small("1.0.1", "1.0.2").end()));
        bad(
                "another version in both",
                invalid,
                t -> t.archive(Publication.small("1.0.2", "1.0.2").end()));
        bad("two directories at the top", invalid, t -> t.more(tar -> tar.file("other/x", "x")));
        bad("a file at the top", invalid, t -> t.more(tar -> tar.file("x", "x")));
        bad("a name with ..", invalid, t -> t.more(tar -> tar.file(TOP + "../../../evil", "x")));
        bad("a name of ..", invalid, t -> t.more(tar -> tar.file("../evil", "x")));
        bad("a name in the midst of ..", invalid, t -> t.more(tar -> tar.file(TOP + "app/../../../evil", "x")));
        bad("an absolute name", invalid, t -> t.more(tar -> tar.file("/tmp/evil", "x")));
        bad("a name with a backslash", invalid, t -> t.more(tar -> tar.file(TOP + "..\\evil", "x")));
        bad("a name with a line break", invalid, t -> t.more(tar -> tar.file(TOP + "a\nb", "x")));
        bad("a hidden name", invalid, t -> t.more(tar -> tar.file(TOP + ".profile", "x")));
        bad("an empty segment", invalid, t -> t.more(tar -> tar.file(TOP + "app//x", "x")));
        bad("a symbolic link out", invalid, t -> t.more(tar -> tar.entry(TOP + "out", '2', "/etc")));
        bad(
                "a symbolic link out, and a file through it",
                invalid,
                t -> t.more(tar -> tar.entry(TOP + "out", '2', "../../..").file(TOP + "out/evil", "x")));
        bad("a symbolic link within", invalid, t -> t.more(tar -> tar.entry(TOP + "in", '2', "VERSION")));
        bad("a hard link", invalid, t -> t.more(tar -> tar.entry(TOP + "hard", '1', "/etc/passwd")));
        bad("a character device", invalid, t -> t.more(tar -> tar.entry(TOP + "null", '3', "")));
        bad("a block device", invalid, t -> t.more(tar -> tar.entry(TOP + "sda", '4', "")));
        bad("a fifo", invalid, t -> t.more(tar -> tar.entry(TOP + "pipe", '6', "")));
        bad("a contiguous file", invalid, t -> t.more(tar -> tar.entry(TOP + "old", '7', "")));
        bad("a sparse file", invalid, t -> t.more(tar -> tar.entry(TOP + "sparse", 'S', "")));
        bad("a type that nobody knows", invalid, t -> t.more(tar -> tar.entry(TOP + "what", 'Z', "")));
        bad("a name twice", invalid, t -> t.more(tar -> tar.file(TOP + "VERSION", "1.0.1")));
        bad("a file where a directory is", invalid, t -> t.more(tar -> tar.file(TOP + "app", "x")));
        bad("a directory where a file is", invalid, t -> t.more(tar -> tar.file(TOP + "VERSION/x", "x")));
        bad(
                "more entries than a release has",
                invalid,
                t -> t.more(tar -> {
                    for (int i = 0; i < ReleaseArchive.MAX_ENTRIES; i++) {
                        tar.file(TOP + "f" + i, "");
                    }
                }));
        bad(
                "more directories than a release has",
                invalid,
                t -> t.more(tar -> {
                    for (int i = 0; i < ReleaseArchive.MAX_ENTRIES / 20; i++) {
                        tar.file(TOP + "d" + i + "/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/f", "");
                    }
                }));
        bad("10 GiB of zeros and nothing else", invalid, t -> {
            byte[] part = new TarWriter().zeros(64L << 20).cut(); // gzip files may be joined
            byte[] all = new byte[160 * part.length];
            for (int i = 0; i < 160; i++) {
                System.arraycopy(part, 0, all, i * part.length, part.length);
            }
            t.archive(all);
        });
        bad(
                "10 GiB of zeros in a file",
                invalid,
                t -> t.more(tar -> tar.header(TOP + "zeros", '0', "", 10L << 30, 0644)));
        bad("megabytes of zeros behind the end", invalid, t -> t.more(tar -> tar.zeros(64L << 20)));
        bad(
                "a long name without an end",
                invalid,
                t -> t.more(tar ->
                        tar.header("././@LongLink", 'L', "", 20L << 20, 0644).zeros(20L << 20)));
        bad(
                "a pax header without an end",
                invalid,
                t -> t.more(
                        tar -> tar.header(TOP + "pax", 'x', "", 20L << 20, 0644).zeros(20L << 20)));
        bad(
                "a path of a thousand directories",
                invalid,
                t -> t.more(tar -> {
                    byte[] name = (TOP + "d/".repeat(1000) + "x\0").getBytes(StandardCharsets.UTF_8);
                    tar.header("././@LongLink", 'L', "", name.length, 0644)
                            .content(name)
                            .file("short", "x");
                }));
        bad("a negative size", invalid, t -> t.more(tar -> tar.header(TOP + "minus", '0', "", -1, 0644)));
    }

    private void bare() {
        bad("bare, by HTTP", "redirect", t -> t.update.binary = plain.uri().resolve(t.release.archivePath()));
        bad("bare, and older", "not_newer", t -> {
            t.wanted = null;
            t.archive(Publication.small("0.9.9", "0.9.9").end());
            t.update.binary = host.uri().resolve(t.release.archivePath());
        });
        bad("bare, and another than asked for", "archive_invalid", t -> {
            t.archive(Publication.small("1.0.2", "1.0.2").end());
            t.update.binary = host.uri().resolve(t.release.archivePath());
        });
        bad("bare, and without an end", "too_large", t -> {
            t.update.binary = host.uri().resolve(t.release.archivePath());
            t.instead(ReleaseHost.ok(Manifest.MAX_SIZE + 1, new byte[0]));
        });
        bad("bare, and another hash than the operator expects", "hash_mismatch", t -> {
            t.update.binary = host.uri().resolve(t.release.archivePath());
            t.update.expectedSha256 = Optional.of(Publication.sha256(new byte[1]));
        });
    }

    @TestFactory
    Stream<DynamicTest> leavesTheRunningReleaseAsItIs() {
        connections();
        answers();
        manifests();
        archives();
        bare();
        return table.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
    }

    private void check(String name, Consumer<Try> fault) throws IOException {
        if (name.equals("nobody there")) {
            host = ReleaseHost.https(certificates.serverTls());
        }
        Try one = new Try(Files.createTempDirectory(directory, "storage"));
        fault.accept(one);
        Map<String, String> before = one.update.installation();
        UpdateJob job = one.run();
        assertThat(job.phase()).isEqualTo(Phase.FAILED);
        assertThat(job.error()).as(job.detail()).isEqualTo(errors.get(name));
        assertThat(one.update.installation()).isEqualTo(before);
        if (name.equals("nobody there")) {
            host = ReleaseHost.https(certificates.serverTls());
        }
    }

    @Test
    void aGoodOneIsPrepared() throws IOException {
        Try one = new Try(directory.resolve("storage"));
        UpdateJob job = one.run();
        assertThat(job.phase()).as(job.detail()).isEqualTo(Phase.COMPLETED);
        assertThat(job.version()).isEqualTo("1.0.1");
        assertThat(job.sha256()).isEqualTo(one.release.sha256());
        assertThat(job.bytes()).isEqualTo(one.release.archive.length);
    }

    @Test
    void aSignatureMayHaveLines() throws IOException {
        Try one = new Try(directory.resolve("storage"));
        String base64 = new String(
                Publication.sign(one.update.keys, one.release.manifest.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
        one.release.signature =
                (base64.substring(0, 76) + "\n" + base64.substring(76) + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(one.run().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void aFaultOfItsOwnEndsTheJob() throws IOException {
        Try one = new Try(directory.resolve("storage"));
        one.update.source = new UpdateSource() {
            @Override
            public Optional<ReleaseVersion> latest() {
                return Optional.empty();
            }

            @Override
            public Offer offer(Optional<ReleaseVersion> version) {
                throw new IllegalStateException("a bug");
            }
        };
        UpdateJob job = one.run();
        assertThat(job.phase()).isEqualTo(Phase.FAILED);
        assertThat(job.error()).isEqualTo("internal");
    }

    @Test
    void aGoodOneIsFollowedOverHttps() throws IOException {
        Try one = new Try(directory.resolve("storage"));
        one.instead(ReleaseHost.status("302 Found", "Location: /mirror"));
        host.serve("/mirror", one.release.archive);
        assertThat(one.run().phase()).isEqualTo(Phase.COMPLETED);
    }
}
