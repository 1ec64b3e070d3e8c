package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.ContainersProfile;
import dev.statusagent.container.GivenContainers;
import dev.statusagent.container.LiveContainers;
import dev.statusagent.host.alert.Alert;
import dev.statusagent.host.alert.AlertState;
import dev.statusagent.host.notification.Notification;
import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.testing.LogLines;
import dev.statusagent.testing.PanelClient;
import dev.statusagent.testing.PanelClient.LoggedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview and its forms, as a browser without scripts sees them. */
@QuarkusTest
@TestProfile(ContainersProfile.class)
class OverviewTest {
    @Inject
    private LiveContainers live;

    @Inject
    private NotificationStore notifications;

    private final GivenContainers containers = new GivenContainers();

    @BeforeEach
    void install() {
        containers.put("web", ContainerState.RUNNING);
        containers.put("job", ContainerState.EXITED);
        containers.put("ice", ContainerState.PAUSED);
        containers.install();
        live.changed();
    }

    @AfterEach
    void close() {
        containers.close();
    }

    private static ValidatableResponse page(LoggedIn person) {
        return person.browser().get("/").then().statusCode(200);
    }

    private static RequestSpecification form(RequestSpecification request, LoggedIn person) {
        return CsrfTest.from(request, "OWN", "same-origin").formParam("csrf_token", person.csrfToken());
    }

    private static ValidatableResponse act(LoggedIn person, String container, String action) {
        return form(person.browser(), person)
                .post("/containers/" + container + '/' + action)
                .then();
    }

    @Test
    void showsEachContainerWithWhatCanBeDoneToIt() {
        page(PanelClient.operator())
                .body(containsString("2 of 3 running"))
                .body(containsString("8080→80/tcp"))
                .body(containsString("probe:<wbr>1"))
                .body(containsString("12.5 %"))
                .body(containsString("0.98 KiB"))
                .body(containsString("action=\"/containers/web/stop\""))
                .body(containsString("action=\"/containers/web/restart\""))
                .body(containsString("action=\"/containers/web/pause\""))
                .body(not(containsString("action=\"/containers/web/start\"")))
                .body(not(containsString("action=\"/containers/web/unpause\"")))
                .body(containsString("action=\"/containers/job/start\""))
                .body(not(containsString("action=\"/containers/job/stop\"")))
                .body(not(containsString("action=\"/containers/job/restart\"")))
                .body(containsString("action=\"/containers/ice/unpause\""))
                .body(containsString("href=\"/containers/web/logs\""));
    }

    @Test
    void showsTheHost() {
        LoggedIn me = PanelClient.viewer();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> page(me).body(containsString("CPU over the last hour: mean "))
                        .body(containsString("Load over the last hour: mean ")));
        me.program().get("/").then().body("host.memory_total_bytes", greaterThan(0L));
    }

    @Test
    void showsWhatTheLastProbeOfAnUnhealthyOneSaid() {
        LoggedIn me = PanelClient.viewer();
        page(me).body(containsString("healthy")).body(not(containsString("fine")));
        containers.health("unhealthy");
        live.changed();
        page(me).body(containsString("unhealthy")).body(containsString("fine"));
    }

    @Test
    void offersNothingThatTheRuntimeCannotDo() {
        containers.actions(Set.of(ContainerAction.RESTART));
        page(PanelClient.operator())
                .body(containsString("action=\"/containers/web/restart\""))
                .body(not(containsString("action=\"/containers/web/stop\"")))
                .body(not(containsString("action=\"/containers/job/start\"")));
    }

    @Test
    void theViewerSeesNoActions() {
        page(PanelClient.viewer())
                .body(containsString("web"))
                .body(containsString("href=\"/containers/web/logs\""))
                .body(not(containsString("action=\"/containers/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "pause", "unpause"})
    void theViewersForgedFormIsRefused(String action) {
        LoggedIn viewer = PanelClient.viewer();
        try (LogLines audit = LogLines.of("audit")) {
            act(viewer, "web", action).statusCode(403);
            assertThat(audit.all()).anyMatch(line -> line.contains("\"event\":\"scope_denied\""));
        }
        assertThat(containers.stateOf("web")).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void aFormThatAnotherSiteSendsIsRefused() {
        LoggedIn me = PanelClient.operator();
        CsrfTest.from(me.browser(), "OWN", "same-origin")
                .post("/containers/web/stop")
                .then()
                .statusCode(403);
        CsrfTest.from(me.browser(), "https://evil.example", "cross-site")
                .formParam("csrf_token", me.csrfToken())
                .post("/containers/web/stop")
                .then()
                .statusCode(403);
        PanelClient.browser()
                .post("/containers/web/stop")
                .then()
                .statusCode(303)
                .header("Location", "/login");
        PanelClient.program().post("/containers/web/stop").then().statusCode(401);
        assertThat(containers.stateOf("web")).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void anActionIsNoLink() {
        PanelClient.operator().browser().get("/containers/web/stop").then().statusCode(405);
        assertThat(containers.stateOf("web")).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void anActionLeadsBackToThePageWhichSaysOnceThatItIsDone() {
        LoggedIn me = PanelClient.operator();
        try (LogLines audit = LogLines.of("audit")) {
            act(me, "web", "pause").statusCode(303).header("Location", "/");
            assertThat(audit.all())
                    .anySatisfy(line -> assertThat(line)
                            .contains("\"event\":\"command_executed\"", "\"actor\":\"olga\"", "docker:pause"));
        }
        assertThat(containers.stateOf("web")).isEqualTo(ContainerState.PAUSED);
        page(PanelClient.operator()).body(not(containsString("Done: pause web.")));
        page(me).body(containsString("Done: pause web.")).body(containsString("1 of 3 running".replace('1', '2')));
        page(me).body(not(containsString("Done: pause web.")));
    }

    @Test
    void whatCouldNotBeDoneLeadsBackWithTheReason() {
        LoggedIn me = PanelClient.operator();
        act(me, "job", "stop").statusCode(303).header("Location", "/");
        page(me).body(containsString("Not done: stop job. The container is not running."));
        act(me, "nobody", "stop").statusCode(303);
        page(me).body(containsString("There is no such container."));
        act(me, "web", "explode").statusCode(404);
    }

    @Test
    void withoutARuntimeThePageSaysSoAndAnActionToo() {
        containers.away(true);
        live.changed();
        LoggedIn me = PanelClient.operator();
        page(me).body(containsString("The container runtime (docker) does not answer."));
        act(me, "web", "stop").statusCode(303).header("Location", "/");
        page(me).body(containsString("There is no container runtime, or it does not answer."));
    }

    @Test
    void aProgramGetsTheOutcomeItself() {
        LoggedIn me = PanelClient.operator();
        form(me.program(), me).post("/containers/web/restart").then().statusCode(204);
        form(me.program(), me)
                .post("/containers/web/unpause")
                .then()
                .statusCode(409)
                .body("detail", equalTo("The container is not paused"));
    }

    @Test
    void tellsProgramsTheSameInJson() {
        PanelClient.viewer()
                .program()
                .get("/")
                .then()
                .statusCode(200)
                .body("tokenSource", equalTo("static"))
                .body("refusedLastHour", greaterThanOrEqualTo(0))
                .body("runtime", equalTo("docker"))
                .body("containers.name", contains("ice", "job", "web"))
                .body("containers[2].state", equalTo("running"))
                .body("containers[2].health", equalTo("healthy"));
    }

    @Test
    void countsWhatWasRefused() {
        LoggedIn me = PanelClient.operator();
        int before = me.program().get("/").path("refusedLastHour");
        PanelClient.program().get("/api/v1/token").then().statusCode(401);
        PanelClient.login(PanelClient.program(), "olga", "wrong").then().statusCode(401);
        me.program().get("/").then().body("refusedLastHour", equalTo(before + 2));
    }

    @Test
    void showsNotificationsUntilTheOperatorHasReadThem() {
        LoggedIn me = PanelClient.operator();
        LoggedIn viewer = PanelClient.viewer();
        notifications
                .markAllRead()
                .await()
                .indefinitely(); // of the host's own, which other tests have moved the clock of
        Alert alert =
                new Alert("a-1", "cpu", AlertState.FIRED, 97.3, 90, "CPU use is 97.3 %, above 90 %", Instant.now());
        notifications.add(new Notification(alert, false)).await().indefinitely();
        page(me).body(containsString("1 unread")).body(containsString("CPU use is 97.3 %, above 90 %"));
        page(viewer).body(containsString("1 unread")).body(not(containsString("/notifications/read")));
        form(viewer.browser(), viewer).post("/notifications/read").then().statusCode(403);
        me.browser().post("/notifications/read").then().statusCode(403);
        form(me.browser(), me)
                .post("/notifications/read")
                .then()
                .statusCode(303)
                .header("Location", "/");
        page(me).body(not(containsString("1 unread"))).body(containsString("CPU use is 97.3 %, above 90 %"));
    }

    @Test
    void updatesThePartsOfThePage() {
        PanelClient.viewer()
                .browser()
                .get("/overview")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("id=\"rows\""))
                .body(containsString("id=\"security\""))
                .body(not(containsString("<html")));
        PanelClient.browser().get("/overview").then().statusCode(401);
    }

    @Test
    void whatContainersSayIsTextAndNothingElse() {
        containers.image("\"><script>alert(1)</script>");
        live.changed();
        page(PanelClient.operator())
                .body(not(containsString("<script>alert")))
                .body(containsString("&lt;script&gt;alert(1)"));
    }
}
