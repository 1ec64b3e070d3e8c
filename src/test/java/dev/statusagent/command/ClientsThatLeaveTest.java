package dev.statusagent.command;

import static dev.statusagent.command.ControlPlane.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command is lost to a client that went away while it waited, or before its answer was written. */
@QuarkusTest
@TestProfile(QueueProfile.class)
class ClientsThatLeaveTest {
    private static final int ROUNDS = 100;

    @TestHTTPResource("/")
    URI server;

    @Inject
    CommandWaits waits;

    private ControlPlane plane;

    @BeforeEach
    void empty() {
        plane = new ControlPlane(server);
        plane.drain();
    }

    private Socket waiting() throws IOException {
        SignedRequest request = plane.signed("GET", ControlPlane.COMMANDS + "/wait/default?timeout=60")
                .sign();
        StringBuilder head = new StringBuilder("GET " + request.target + " HTTP/1.1\r\nHost: localhost\r\n");
        request.headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void leave(Socket socket, boolean reset) throws IOException {
        if (reset) {
            socket.setSoLinger(true, 0); // close() sends RST
        }
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatLeavesWhileItWaitsIsNoLongerInTheLine(boolean reset) throws IOException {
        Socket socket = waiting();
        awaitWaiting(1);
        leave(socket, reset);
        awaitWaiting(0);
        plane.enqueue("after-" + reset);
        JsonNode next = body(plane.poll());
        assertThat(next.path("id").asText()).isEqualTo("after-" + reset);
        assertThat(next.path("attempt").asInt()).isEqualTo(1);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(10, TimeUnit.SECONDS).pollInterval(2, TimeUnit.MILLISECONDS);
    }

    private void awaitWaiting(int clients) {
        await().until(() -> waits.size() == clients);
    }

    /**
     * The client resets its connection in the moment in which it is served. Either it is seen gone, and the next client has
     * the command at once, or the answer was written before; then it is leased, and comes back when the lease ends.
     */
    @Test
    void whatIsNotWrittenIsGivenToTheNext() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Set<String> given = new HashSet<>();
        int givenBack = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String id = "race-" + round;
            Socket socket = waiting();
            awaitWaiting(1);
            CompletableFuture<RawHttp.Answer> enqueued = CompletableFuture.supplyAsync(() -> {
                meet(together);
                return plane.enqueue(id);
            });
            meet(together);
            long pause = System.nanoTime() + round * 40_000L; // some leave early, some late
            while (System.nanoTime() < pause) {
                Thread.onSpinWait();
            }
            leave(socket, true);
            enqueued.get(20, TimeUnit.SECONDS);
            awaitWaiting(0);
            givenBack += next(id, given) ? 1 : 0;
        }
        assertThat(given).hasSize(ROUNDS);
        assertThat(givenBack).as("clients that were seen gone").isPositive();
    }

    /** Whether the command is there for the next client; else it is leased to the one that left. */
    private boolean next(String id, Set<String> given) {
        RawHttp.Answer[] last = new RawHttp.Answer[1];
        await().until(() -> {
            last[0] = plane.poll();
            return last[0].status() == 200
                    || body(plane.get(ControlPlane.COMMANDS + "/" + id))
                            .path("state")
                            .asText()
                            .equals("leased");
        });
        assertThat(given.add(id)).isTrue();
        boolean again = last[0].status() == 200;
        if (again) {
            assertThat(body(last[0]).path("id").asText()).isEqualTo(id);
            assertThat(body(last[0]).path("attempt").asInt()).isEqualTo(1);
        }
        plane.report(id);
        return again;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
