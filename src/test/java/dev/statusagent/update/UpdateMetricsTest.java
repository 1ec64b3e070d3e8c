package dev.statusagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.TestCertificates;
import dev.statusagent.testing.update.Publication;
import dev.statusagent.testing.update.ReleaseHost;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateMetricsTest {
    @TempDir
    Path directory;

    private Updates updates;
    private MeterRegistry registry;
    private UpdateMetrics metrics;

    private void startedAs(UpdateUnderTest update, String version) throws IOException {
        update.running = ReleaseVersion.parse(version).orElseThrow();
        updates = update.start();
        registry = new SimpleMeterRegistry();
        metrics = new UpdateMetrics(updates, registry);
    }

    private List<String> states() {
        return registry.find("status.update.state").gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("state"))
                .toList();
    }

    private double count(String outcome) {
        return registry.get("status.updates").tag("outcome", outcome).counter().count();
    }

    @Test
    void tellWhatHasBecomeOfTheNewestUpdateAlsoAfterARestart() throws IOException {
        TestCertificates certificates = TestCertificates.in(directory);
        try (ReleaseHost host = ReleaseHost.https(certificates.serverTls())) {
            UpdateUnderTest update = new UpdateUnderTest(directory.resolve("updates"), certificates);
            update.server = host.uri();
            Publication.of("1.0.1", update.keys).publish(host);
            startedAs(update, "1.0.0");
            assertThat(states()).isEmpty();
            updates.start(ReleaseVersion.parse("1.0.7"), metrics::ended);
            assertThat(states()).containsExactly("failed");
            UpdateJob job = updates.start(Optional.empty(), metrics::ended);
            assertThat(states()).containsExactly("prepared");
            updates.deploy(job.id());
            assertThat(states()).containsExactly("on_trial");
            assertThat(count("failed")).isEqualTo(1);
            assertThat(count("prepared")).isEqualTo(1);
            startedAs(update, "1.0.1");
            assertThat(states()).containsExactly("on_trial");
            updates.confirm(metrics::ended);
            assertThat(states()).containsExactly("live");
            assertThat(count("live")).isEqualTo(1);
            assertThat(count("prepared")).isZero();
            Gauge running = registry.get("status.build.info").gauge();
            assertThat(running.getId().getTag("version")).isEqualTo("1.0.1");
            assertThat(running.value()).isEqualTo(1);
        }
    }
}
