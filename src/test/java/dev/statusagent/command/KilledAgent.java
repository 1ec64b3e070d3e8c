package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills a packaged agent while several callers enqueue and several clients take and report, starts it again on the same data,
 * and looks what became of the commands: whatever was answered with 202 is delivered, and nothing whose report was accepted
 * is delivered again. What was never answered may be there or not.
 */
public final class KilledAgent {
    private static final String ID = "killed-agent";
    private static final String TOKEN = "killed-agent-token-0123456789-0123456789";
    private static final int CALLERS = 6;
    private static final int CLIENTS = 2;
    private static final Duration LEASES_END = Duration.ofSeconds(60);

    private final Path data;
    private final int commands;
    private final Random random;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    /**
     * @param commands how many are enqueued in each round
     */
    public KilledAgent(Path data, int commands, long seed) {
        this.data = data;
        this.commands = commands;
        this.random = new Random(seed);
    }

    /** What a round has shown. */
    public record Round(int killedAfterMillis, int accepted, int reportedBeforeTheKill) {}

    static PackagedAgent agent(Path data) {
        return builder(data).env("STATUS_COMMANDS_WORKER", "false").start();
    }

    static PackagedAgentBuilder builder(Path data) {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_DATA_DIR", data.toString())
                .env("RATE_LIMIT_PER_MIN", "1000000")
                .env("QUARKUS_LOG_CATEGORY__DEV_STATUSAGENT__LEVEL", "INFO");
    }

    static ControlPlane plane(PackagedAgent agent) {
        return new ControlPlane(agent.uri(), ID, TOKEN);
    }

    /** Runs one round; fails if a command was lost, or one that was done came again. */
    public Round run(int number) throws Exception {
        accepted.clear();
        reported.clear();
        delivered.clear();
        int killedAfter;
        int reportedBefore;
        try (PackagedAgent agent = agent(data)) {
            killedAfter = killWhileBusy(agent, "round-" + number + "-");
            reportedBefore = reported.size();
        }
        try (PackagedAgent agent = agent(data)) {
            drain(plane(agent));
            assertThat(open(plane(agent))).as("accepted, and not done").isEmpty();
        }
        return new Round(killedAfter, accepted.size(), reportedBefore);
    }

    private int killWhileBusy(PackagedAgent agent, String prefix) throws Exception {
        ControlPlane plane = plane(agent);
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            work.add(() -> enqueue(plane, prefix, next));
        }
        for (int i = 0; i < CLIENTS; i++) {
            work.add(() -> take(plane));
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Future<Void>> busy = new ArrayList<>();
            work.forEach(task -> busy.add(threads.submit(task)));
            int pause = 200 + random.nextInt(4000);
            TimeUnit.MILLISECONDS.sleep(pause);
            agent.kill();
            for (Future<Void> task : busy) {
                task.get(30, TimeUnit.SECONDS);
            }
            return pause;
        } finally {
            threads.shutdownNow();
        }
    }

    private Void enqueue(ControlPlane plane, String prefix, AtomicInteger next) {
        for (int number = next.getAndIncrement(); number < commands; number = next.getAndIncrement()) {
            try {
                String id = prefix + number;
                int status = plane.enqueue(id, "uname").status();
                if (status == 202) {
                    accepted.add(id);
                } else if (status != 0) {
                    throw new AssertionError("enqueue answered " + status);
                }
            } catch (UncheckedIOException e) {
                return null; // the agent is dead
            }
        }
        return null;
    }

    private Void take(ControlPlane plane) {
        while (true) {
            try {
                RawHttp.Answer answer = plane.get(ControlPlane.COMMANDS + "/wait/default?timeout=1");
                if (answer.status() == 200) {
                    takeAndReport(plane, answer);
                } else if (answer.status() == 0) {
                    return null;
                }
            } catch (UncheckedIOException e) {
                return null;
            }
        }
    }

    private void takeAndReport(ControlPlane plane, RawHttp.Answer delivery) {
        String id = ControlPlane.body(delivery).path("id").asText();
        delivered.add(id);
        assertThat(reported).as("delivered again although it was done").doesNotContain(id);
        if (plane.report(id).status() == 200) {
            reported.add(id);
        }
    }

    /** Takes what is there, and what was leased to clients that never got it once those leases have ended. */
    private void drain(ControlPlane plane) {
        long end = System.nanoTime() + LEASES_END.toNanos();
        while (!open(plane).isEmpty() && System.nanoTime() < end) {
            RawHttp.Answer answer = plane.get(ControlPlane.COMMANDS + "/wait/default?timeout=2");
            while (answer.status() == 200) {
                takeAndReport(plane, answer);
                answer = plane.poll();
            }
        }
    }

    /** What was accepted and is not done; a report may have arrived although its answer did not. */
    private List<String> open(ControlPlane plane) {
        return accepted.stream()
                .filter(id -> !reported.contains(id))
                .filter(id -> !delivered.contains(id) || !isDone(plane, id))
                .toList();
    }

    private static boolean isDone(ControlPlane plane, String id) {
        RawHttp.Answer answer = plane.get(ControlPlane.COMMANDS + "/" + id);
        return answer.status() == 200
                && ControlPlane.body(answer).path("state").asText().equals("done");
    }
}
