package dev.statusagent.update;

import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that updates an installation over and over until it is killed: to 1.0.1, to 1.0.2, and so on. */
final class UpdateProcess {
    private UpdateProcess() {}

    /** Takes the directory of the installation; says a line when it begins. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        TestCertificates certificates = TestCertificates.in(Files.createDirectories(directory.resolve("tls")));
        try (ReleaseHost host = ReleaseHost.https(certificates.serverTls())) {
            UpdateUnderTest update = new UpdateUnderTest(directory.resolve("updates"), certificates);
            update.server = host.uri();
            System.out.println("begins");
            for (int number = 1; ; number++) {
                String version = "1.0." + number;
                byte[] archive = Publication.small(version, version)
                        .file("status-agent-" + version + "/app/large", new byte[2 << 20], 0644)
                        .end();
                Publication.of(version, archive, update.keys).publish(host);
                Updates updates = update.start();
                updates.deploy(update.prepare(updates, version).id());
                update.running = ReleaseVersion.parse(version).orElseThrow();
                update.start().confirm(job -> {});
            }
        }
    }
}
