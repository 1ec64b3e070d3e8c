package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelClient.LoggedIn;
import dev.statusagent.testing.PanelProfile;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No followed log outlives the session that it was asked for by. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class FollowersWithASessionTest {
    private static final String FOLLOWED = "/api/v1/containers/web/logs?follow=true";

    @Inject
    private ContainerJob job;

    @Inject
    private OpenLogs open;

    @Inject
    private MovedTicker ticker;

    private final FakeRuntime runtime = new FakeRuntime();
    private final Containers containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));

    @BeforeEach
    void install() {
        runtime.states.put("web", ContainerState.RUNNING);
        QuarkusMock.installMockForType(containers, Containers.class);
        Awaitility.await().until(() -> open.size() == 0);
    }

    @AfterEach
    void close() {
        runtime.logs.forEach(FakeRuntime.FakeLog::close);
        containers.close();
    }

    private CompletableFuture<String> follow(RequestSpecification request) {
        int before = open.size();
        CompletableFuture<String> log = CompletableFuture.supplyAsync(
                () -> request.accept("text/event-stream").get(FOLLOWED).asString());
        Awaitility.await()
                .until(() -> open.size() == before + 1
                        && runtime.logs.get(runtime.logs.size() - 1).unread() == 0);
        return log;
    }

    private void assertThatItEnds(CompletableFuture<String> log) {
        job.lookAfterFollowers();
        Awaitility.await().until(log::isDone);
        assertThat(log.join()).endsWith("event: end\ndata: {\"reason\":\"session-ended\"}\n\n");
    }

    @Test
    void aLogoutEndsIt() {
        LoggedIn viewer = PanelClient.viewer();
        CompletableFuture<String> log = follow(viewer.program());
        job.lookAfterFollowers();
        assertThat(open.size()).isEqualTo(1);
        viewer.program()
                .header("X-CSRF-Token", viewer.csrfToken())
                .header("Sec-Fetch-Site", "same-origin")
                .post("/logout")
                .then()
                .statusCode(204);
        assertThatItEnds(log);
    }

    @Test
    void theIdleLifeOfTheSessionEndsItThoughItIsBeingFollowed() {
        CompletableFuture<String> log = follow(PanelClient.operator().program());
        for (int i = 0; i < 2; i++) {
            ticker.advance(Duration.ofMinutes(14));
            job.lookAfterFollowers();
            assertThat(open.size()).isEqualTo(1);
        }
        ticker.advance(Duration.ofMinutes(2));
        assertThatItEnds(log);
    }

    @Test
    void theControlPlaneNeedsNone() {
        CompletableFuture<String> log = follow(RestAssured.given()
                .header("X-Agent-Id", PanelProfile.AGENT_ID)
                .header("Authorization", "Bearer " + PanelProfile.TOKEN));
        CompletableFuture<String> other = follow(PanelClient.operator().program());
        ticker.advance(Duration.ofDays(2));
        assertThatItEnds(other);
        assertThat(log.isDone()).isFalse();
        runtime.logs.get(0).finish();
        assertThat(log.join()).endsWith("\"log-ended\"}\n\n");
    }
}
