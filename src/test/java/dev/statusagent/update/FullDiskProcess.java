package dev.statusagent.update;

import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A process that updates an installation on a disk that has room for the archive, and not for what is in it. */
final class FullDiskProcess {
    private FullDiskProcess() {}

    /** Takes the small disk and another directory; says why the update failed, and whether all is as before. */
    public static void main(String[] arguments) throws Exception {
        TestCertificates certificates = TestCertificates.in(Files.createDirectories(Path.of(arguments[1])));
        try (ReleaseHost host = ReleaseHost.https(certificates.serverTls())) {
            UpdateUnderTest update = new UpdateUnderTest(Path.of(arguments[0]).resolve("updates"), certificates);
            update.server = host.uri();
            byte[] large = new byte[2 << 20];
            new Random(1).nextBytes(large);
            byte[] archive = Publication.small("1.0.1", "1.0.1")
                    .file("status-agent-1.0.1/app/large", large, 0644)
                    .end();
            Publication.of("1.0.1", archive, update.keys).publish(host);
            Map<String, String> before = update.installation();
            UpdateJob job = update.prepare("1.0.1");
            System.out.println(job.error() + " " + update.installation().equals(before));
        }
    }
}
