package dev.statusagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.PackagedAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That neither who looks at the stream nor who did so earlier holds up an agent that is told to stop. */
class StreamShutdownIT {
    private static final int GOING_AWAY = 1001;

    /** Half of what the agent would wait for requests that are still running. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Test
    void endsTheOpenStreamsAndStopsAtOnce() {
        try (PackagedAgent agent = PackagedAgent.builder().start()) {
            Viewer left = new Viewer();
            left.open(agent.uri()).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(left.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(WebSocket.NORMAL_CLOSURE);
            Viewer staying = new Viewer();
            staying.open(agent.uri());

            long start = System.nanoTime();
            assertThat(agent.stop()).isEqualTo(143);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
            assertThat(staying.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(GOING_AWAY);
            assertThat(agent.output()).noneMatch(line -> line.contains("ERROR"));
        }
    }

    private static final class Viewer implements WebSocket.Listener {
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        WebSocket open(URI agent) {
            return HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + agent.getAuthority() + "/metrics/stream"), this)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
