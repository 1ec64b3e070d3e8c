package dev.statusagent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.SignedRequest;
import dev.statusagent.testing.agent.Answer;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.redis.RedisUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three agents on one Redis are one: what one has seen, all have. */
class ReplicasIT {
    private static final String TOKEN_PATH = "/api/v1/token";
    private static final Pattern CSRF_TOKEN = Pattern.compile("\"csrf_token\":\"([^\"]+)\"");

    @TempDir
    static Path data;

    private static Replicas replicas;

    @BeforeAll
    static void start() {
        replicas = new Replicas(data, 3);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @BeforeEach
    void fill() {
        replicas.fillBucket();
    }

    @Test
    void startsWithoutAWarningOfTheLibraries() {
        assertThat(replicas.agent(0).output())
                .noneMatch(line -> line.matches("\\S+ \\S+ +WARN +\\[(?!dev\\.statusagent).*"));
    }

    @Test
    void whatOneServedIsAReplayOnEach() {
        SignedRequest captured = replicas.signed("GET", TOKEN_PATH).sign();
        assertThat(captured.send(replicas.agent(0).uri()).status()).isEqualTo(200);
        for (PackagedAgent agent : replicas.all()) {
            RawHttp.Answer again = captured.send(agent.uri());
            assertThat(again.status()).as(again.text()).isEqualTo(409);
        }
    }

    @Test
    void aLoginWorksOnEachAndALogoutEndsItOnEach() {
        Answer login = Replicas.login(replicas.agent(0));
        assertThat(login.status()).as(login.body()).isEqualTo(200);
        String cookie = login.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        Matcher csrf = CSRF_TOKEN.matcher(login.body());
        assertThat(csrf.find()).isTrue();
        replicas.all().forEach(agent -> assertThat(overview(agent, cookie)).isEqualTo(200));

        PackagedAgent last = replicas.agent(2);
        Answer logout = last.request(
                "POST",
                "/logout",
                null,
                "Cookie",
                cookie,
                "Accept",
                "application/json",
                "Origin",
                last.uri().toString(),
                "X-CSRF-Token",
                csrf.group(1));
        assertThat(logout.status()).as(logout.body()).isEqualTo(204);
        replicas.all().forEach(agent -> assertThat(overview(agent, cookie)).isEqualTo(401));
    }

    @Test
    void holdsTheAgentToOneRateOverAll() {
        int served = 0;
        Instant began = Instant.now();
        for (int request = 0; request < 2 * Replicas.PER_MINUTE; request++) {
            RawHttp.Answer answer = replicas.read(replicas.agent(request));
            if (answer.status() == 429) {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                break;
            }
            assertThat(answer.status()).isEqualTo(200);
            served++;
        }
        long refilled = Duration.between(began, Instant.now()).toSeconds() * Replicas.PER_MINUTE / 60 + 10;
        assertThat(served).isBetween(Replicas.PER_MINUTE, (int) (Replicas.PER_MINUTE + refilled));
    }

    @Test
    void countsTheFailuresOfAnAddressOverAll() {
        String stranger = "127.0.0.7";
        for (int failure = 0; failure < 20; failure++) {
            assertThat(Replicas.read(replicas.agent(failure), "not-the-token-0123456789", stranger)
                            .status())
                    .isEqualTo(401);
        }
        replicas.all()
                .forEach(agent -> assertThat(Replicas.read(agent, "not-the-token-0123456789", stranger)
                                .status())
                        .isEqualTo(429));
        assertThat(Replicas.read(replicas.agent(1), "not-the-token-0123456789", "127.0.0.8")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void countsFailedLoginsOverAll() {
        List<Integer> answers = new ArrayList<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            answers.add(
                    Replicas.login(replicas.agent(attempt), "not the password").status());
        }
        RedisUsers.command(replicas.redis(), "DEL status:{agent-1/default}:login:address:127.0.0.1");
        assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429);
    }

    @Test
    void theOthersRefuseAReplacedTokenWithinOneInterval() {
        String before = Replicas.FIRST_TOKEN;
        String after = "second-token-0123456789-0123456789";
        replicas.all().forEach(agent -> agent.registerSecret("the next token", after));
        SignedRequest rotation = replicas.signed("POST", "/api/v1/auth/rotate-token")
                .body("{\"new_token\":\"" + after + "\"}")
                .sign();
        RawHttp.Answer rotated = rotation.send(replicas.agent(0).uri());
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        replicas.rotatedTo(after);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> replicas.all()
                        .forEach(agent -> assertThat(Replicas.read(agent, before, "127.0.0.9")
                                        .status())
                                .isEqualTo(401)));
        replicas.all()
                .forEach(agent -> assertThat(replicas.read(agent).status()).isEqualTo(200));
    }

    /** The user and the password are searched for in all that the agents say when they are closed. */
    @Test
    void tellsNobodyWhereRedisIs() {
        PackagedAgent agent = replicas.agent(0);
        for (String path : List.of("/q/health", "/metrics", "/q/metrics", "/q/openapi", "/capabilities", "/health")) {
            Answer answer = agent.get(path, "Accept", "*/*");
            assertThat(answer.body())
                    .as(path)
                    .doesNotContain("localhost:" + replicas.redis().port(), "redis://");
        }
    }

    private static int overview(PackagedAgent agent, String cookie) {
        return agent.get("/", "Cookie", cookie, "Accept", "application/json").status();
    }
}
