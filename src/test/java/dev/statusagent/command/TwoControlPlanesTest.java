package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QueueProfile.class)
class TwoControlPlanesTest {
    private static final int COMMANDS = 500;

    @TestHTTPResource("/")
    URI server;

    @Test
    void eachCommandGoesToOneOfTwoThatPollAtOnce() throws Exception {
        ControlPlane plane = new ControlPlane(server);
        plane.drain();
        ConcurrentLinkedQueue<String> executed = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> pollers = Stream.generate(() -> CompletableFuture.runAsync(() -> poll(executed)))
                .limit(2)
                .toList();
        IntStream.range(0, COMMANDS).forEach(number -> plane.enqueue("shared-" + number));
        for (CompletableFuture<Void> poller : pollers) {
            poller.get(60, TimeUnit.SECONDS);
        }
        assertThat(executed).hasSize(COMMANDS).doesNotHaveDuplicates();
    }

    private void poll(ConcurrentLinkedQueue<String> executed) {
        ControlPlane plane = new ControlPlane(server);
        while (executed.size() < COMMANDS) {
            RawHttp.Answer answer = plane.get(ControlPlane.COMMANDS + "/wait/default?timeout=1");
            if (answer.status() == 200) {
                String id = ControlPlane.body(answer).path("id").asText();
                executed.add(id);
                plane.report(id);
            }
        }
    }
}
