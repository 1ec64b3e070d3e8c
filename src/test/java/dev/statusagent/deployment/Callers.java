package dev.statusagent.deployment;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Two hundred calls a second, whatever the answers take: most of them read, one in forty enqueues a command. */
final class Callers implements AutoCloseable {
    private static final long PAUSE_MICROS = 5000;
    private static final int READS_TO_A_COMMAND = 40;
    private static final int WARM_UP_CALLS = 600;

    /** What became of the calls; the commands are those that were accepted. */
    record Outcome(long requests, Duration time, List<String> commands, List<String> failures) {
        @Override
        public String toString() {
            return "%d requests in %d s, %d a second, %d commands accepted, %d requests failed"
                    .formatted(
                            requests,
                            time.toSeconds(),
                            requests * 1000 / Math.max(1, time.toMillis()),
                            commands.size(),
                            failures.size());
        }
    }

    private final URI server;
    private final String agentId;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService writers = Executors.newFixedThreadPool(8);
    private final Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private long began;
    private Future<?> calling;

    Callers(URI server, String agentId, String token) {
        this.server = server;
        this.agentId = agentId;
        this.token = token;
    }

    /** Calls one after the other for a while, so that agents that have just started are up to it; what is answered does not count. */
    void warmUp() {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            read().join();
            if (i % READS_TO_A_COMMAND == 0) {
                enqueue();
            }
        }
        commands.clear();
        failures.clear();
    }

    void begin() {
        began = System.nanoTime();
        calling = clock.scheduleAtFixedRate(this::call, 0, PAUSE_MICROS, TimeUnit.MICROSECONDS);
    }

    /** Stops calling, and waits for the answers. */
    Outcome end() throws InterruptedException {
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        calling.cancel(false);
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the callers do not end");
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return new Outcome(number.get(), time, List.copyOf(commands), List.copyOf(failures));
    }

    private void call() {
        boolean isCommand = number.incrementAndGet() % READS_TO_A_COMMAND == 0;
        answers.add(isCommand ? CompletableFuture.runAsync(this::enqueue, writers) : read());
    }

    private CompletableFuture<Void> read() {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/token"))
                .header("X-Agent-Id", agentId)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> {
            if (failure != null) {
                failures.add("GET: " + failure);
            } else if (answer.statusCode() != 200) {
                failures.add("GET: " + answer.statusCode() + " " + answer.body());
            }
            return null;
        });
    }

    private void enqueue() {
        String id = UUID.randomUUID().toString();
        try {
            RawHttp.Answer answer = new SignedRequest(agentId, token, "/api/v1/commands/enqueue")
                    .body("{\"id\":\"" + id + "\",\"name\":\"echo rolled\"}")
                    .sign()
                    .send(server);
            if (answer.status() == 202) {
                commands.add(id);
            } else {
                failures.add("POST: " + answer.text());
            }
        } catch (RuntimeException e) {
            failures.add("POST: " + e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        writers.shutdownNow();
    }
}
