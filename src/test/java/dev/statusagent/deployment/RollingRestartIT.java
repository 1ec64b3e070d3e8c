package dev.statusagent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.LoadBalancer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three packaged agents on one Redis, restarted one after the other behind a load balancer while clients call. */
class RollingRestartIT {
    private static final String ID = "rolled";
    private static final String TOKEN = "rolled-token-0123456789-0123456789-0123456789";

    @TempDir
    Path directory;

    private final List<Integer> ports =
            Stream.generate(PackagedAgentBuilder::freePort).distinct().limit(4).toList();

    @Test
    void losesNoRequestAndNoCommand() throws Exception {
        List<PackagedAgent> agents = new ArrayList<>();
        try (RedisProcess redis = RedisProcess.inMemory();
                LoadBalancer balancer = LoadBalancer.start(directory, ports.get(3), ports.subList(0, 3));
                Callers callers = new Callers(balancer.uri(), ID, TOKEN)) {
            for (int i = 0; i < 3; i++) {
                agents.add(start(i, redis));
            }
            balancer.awaitAgents(3);
            callers.warmUp();
            callers.begin();
            for (int i = 0; i < 3; i++) {
                assertThat(agents.get(i).stop()).isIn(0, 143);
                agents.get(i).close();
                agents.set(i, start(i, redis));
                balancer.awaitAgents(3);
            }
            Callers.Outcome outcome = callers.end();
            System.out.println(outcome);
            assertThat(outcome.failures())
                    .as(() -> String.join("\n", balancer.log()))
                    .isEmpty();
            assertThat(outcome.requests()).isGreaterThan(1000);
            assertThat(outcome.commands()).isNotEmpty();
            Awaitility.await("all commands done")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(outcome.commands())
                            .filteredOn(id -> agents.stream().noneMatch(agent -> isDone(agent, id)))
                            .isEmpty());
        } finally {
            agents.forEach(PackagedAgent::close);
        }
    }

    private PackagedAgent start(int replica, RedisProcess redis) {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .env("STATUS_PANEL_PORT", String.valueOf(ports.get(replica)))
                .env("STATUS_DATA_DIR", directory.resolve("data-" + replica).toString())
                .env("STATUS_STATE", "redis")
                .env("REDIS_URL", redis.url())
                .env("STATUS_SHUTDOWN_DELAY", "6s")
                .env("STATUS_RUNTIME", "none")
                .env("RATE_LIMIT_PER_MIN", "1000000")
                .start();
    }

    private static boolean isDone(PackagedAgent agent, String command) {
        return agent.get("/api/v1/commands/" + command, "X-Agent-Id", ID, "Authorization", "Bearer " + TOKEN)
                .body()
                .contains("\"done\"");
    }
}
