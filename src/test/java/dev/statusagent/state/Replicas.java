package dev.statusagent.state;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.redis.RedisProcess;
import dev.statusagent.testing.redis.RedisUsers;
import dev.statusagent.testing.vault.VaultDouble;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packaged agents that are one to the world: one AGENT_ID, one Vault, one Redis. */
final class Replicas implements AutoCloseable {
    static final String ID = "agent-1";
    static final String FIRST_TOKEN = "first-token-0123456789-0123456789";
    static final int PER_MINUTE = 600;

    private static final String USER = "olga";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String POLICY =
            "path \"status_panel/data/default/token\" { capabilities = [\"read\", \"update\"] }";

    private final RedisProcess redis;
    private final VaultDouble vault = VaultDouble.start();
    private final List<PackagedAgent> agents = new ArrayList<>();
    private String token = FIRST_TOKEN;

    Replicas(Path redisData, int count) {
        redis = RedisProcess.start(
                redisData,
                Stream.concat(RedisProcess.DURABLE.stream(), RedisUsers.options(redisData).stream())
                        .toList());
        vault.kv2("status_panel");
        vault.policy("agent", POLICY);
        vault.write("status_panel", "default/token", Map.of("token", FIRST_TOKEN));
        for (int i = 0; i < count; i++) {
            agents.add(builder(RedisUsers.url("redis", redis.port(), RedisUsers.PASSWORD))
                    .start());
        }
        agents.forEach(agent -> agent.waitFor("readiness", () -> assertReady(agent, 200)));
    }

    PackagedAgentBuilder builder(String redisUrl) {
        return PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .env("STATUS_STATE", "redis")
                .secret("REDIS_URL", redisUrl)
                .registerSecret("Redis' password", RedisUsers.PASSWORD)
                .env("QUARKUS_LOG_CATEGORY__IO_VERTX_REDIS__LEVEL", "DEBUG")
                .env("QUARKUS_LOG_CATEGORY__IO_QUARKUS_REDIS__LEVEL", "DEBUG")
                .env("STATUS_RUNTIME", "none")
                .env("STATUS_TOKEN_REFRESH_INTERVAL", "2s")
                .env("RATE_LIMIT_PER_MIN", String.valueOf(PER_MINUTE))
                .env("VAULT_ADDRESS", vault.address())
                .secret("VAULT_TOKEN", vault.createToken("agent"))
                .registerSecret("the agent token", FIRST_TOKEN)
                .env("STATUS_PANEL_USERNAME", USER)
                .secret("STATUS_PANEL_PASSWORD", PASSWORD);
    }

    static void assertReady(PackagedAgent agent, int status) {
        Answer ready = agent.get("/q/health/ready");
        if (ready.status() != status) {
            throw new AssertionError(ready.body());
        }
    }

    RedisProcess redis() {
        return redis;
    }

    /** Forgets how many requests were made. */
    void fillBucket() {
        RedisUsers.command(redis, "DEL status:{agent-1/default}:rate");
    }

    PackagedAgent agent(int number) {
        return agents.get(Math.floorMod(number, agents.size()));
    }

    List<PackagedAgent> all() {
        return agents;
    }

    /** A signed request, which may be sent to any of them. */
    SignedRequest signed(String method, String target) {
        SignedRequest request = new SignedRequest(ID, token, target);
        request.method = method;
        return request;
    }

    void rotatedTo(String newToken) {
        token = newToken;
    }

    /** Reads with the token as a bearer. */
    static RawHttp.Answer read(PackagedAgent agent, String bearer, String from) {
        try {
            return RawHttp.send(
                    agent.uri(),
                    InetAddress.getByName(from),
                    "GET",
                    "/api/v1/token",
                    List.of(Map.entry("X-Agent-Id", ID), Map.entry("Authorization", "Bearer " + bearer)),
                    new byte[0]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    RawHttp.Answer read(PackagedAgent agent) {
        return read(agent, token, "127.0.0.1");
    }

    /** Logs in as a program does. */
    static Answer login(PackagedAgent agent, String password) {
        return agent.request(
                "POST",
                "/login",
                "username=" + USER + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "application/json");
    }

    static Answer login(PackagedAgent agent) {
        return login(agent, PASSWORD);
    }

    @Override
    public void close() {
        try {
            agents.forEach(PackagedAgent::close);
        } finally {
            vault.close();
            redis.close();
        }
    }
}
