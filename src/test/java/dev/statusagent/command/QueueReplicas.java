package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.redis.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Packaged agents that share one Redis. */
final class QueueReplicas implements AutoCloseable {
    private final Path directory;
    private final boolean work;
    private final RedisProcess redis;
    private final List<PackagedAgent> agents;

    /**
     * @param work whether they run commands themselves
     * @param options of Redis
     */
    QueueReplicas(Path directory, int number, boolean work, List<String> options) {
        this.directory = directory;
        this.work = work;
        this.redis = RedisProcess.start(directory, options);
        this.agents = new ArrayList<>(
                IntStream.range(0, number)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> agent(i)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList());
    }

    private PackagedAgent agent(int number) {
        return KilledAgent.builder(directory.resolve("agent-" + number))
                .env("STATUS_STATE", "redis")
                .env("REDIS_URL", redis.url())
                .env("STATUS_COMMANDS_WORKER", String.valueOf(work))
                .start();
    }

    RedisProcess redis() {
        return redis;
    }

    PackagedAgent get(int number) {
        return agents.get(number);
    }

    ControlPlane plane(int number) {
        return KilledAgent.plane(agents.get(number));
    }

    int size() {
        return agents.size();
    }

    /** Where the agent of that number keeps its data. */
    Path data(int number) {
        return directory.resolve("agent-" + number);
    }

    /** Starts the agent again on its data, after it was killed. */
    void restart(int number) {
        agents.get(number).close();
        agents.set(number, agent(number));
    }

    /** Does for each agent at the same time what that task does for its number, and waits for all. */
    void onEach(Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(agents.size());
        try {
            List<Future<Void>> done = threads.invokeAll(IntStream.range(0, agents.size())
                    .mapToObj(number -> (Callable<Void>) () -> {
                        task.on(number);
                        return null;
                    })
                    .toList());
            for (Future<Void> one : done) {
                one.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is done for an agent. */
    interface Task {
        void on(int number) throws Exception;
    }

    /** Enqueues a command of one second through the agent, which must take it. */
    void enqueue(int number, String id) {
        RawHttp.Answer answer = plane(number).enqueue(id, "echo " + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    @Override
    public void close() {
        try {
            agents.forEach(PackagedAgent::close);
        } finally {
            redis.close();
        }
    }
}
