package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.browser.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log view does while the container, the engine or the agent is away. */
class LogPageLossIT {
    private static final String COUNTING = "i=0; while :; do i=$((i+1)); echo $i; usleep 20000; done";

    private LogPageSetting setting;
    private Browser browser;
    private LogPage page;

    @BeforeEach
    void open() {
        setting = LogPageSetting.start();
        setting.engine().run("web", COUNTING);
        browser = Browser.start(new NewContextOptions());
        page = LogPage.open(browser.tab(), setting.url("web"));
        page.awaitState("Live");
    }

    @AfterEach
    void close() {
        try (LogPageSetting closedLast = setting;
                Browser closedFirst = browser) {
            assertThat(closedFirst.complaints()).isEmpty();
            assertThat(closedLast.engine()).isNotNull();
        }
    }

    @Test
    void saysThatTheLogHasEndedAndGoesOnWhenTheContainerDoes() {
        setting.engine().docker("stop", "-t", "0", "web");
        page.awaitState("The log has ended");
        setting.engine().docker("start", "web");
        page.awaitState("Live");
        assertNoLineIsMissingOrThereTwice();
    }

    @Test
    void saysThatTheEngineIsAwayAndGoesOnWhenItIsBack() {
        browser.expect("503");
        setting.engine().stop();
        page.awaitState("There is no container runtime, or it does not answer. Trying again in");
        setting.engine().resume();
        setting.engine().docker("start", "web");
        page.awaitState("Live");
        assertNoLineIsMissingOrThereTwice();
    }

    private void assertNoLineIsMissingOrThereTwice() {
        setting.engine().docker("stop", "-t", "0", "web");
        page.awaitState("The log has ended");
        List<String> said = setting.engine().docker("logs", "web").lines().toList();
        String last = said.get(said.size() - 1);
        page.await("the last line", () -> page.texts().contains(last));
        List<String> kept = page.download();
        assertThat(kept.lastIndexOf("1")).as("the second start").isPositive();
        assertThat(kept).isEqualTo(said.subList(said.size() - kept.size(), said.size()));
    }

    @Test
    void saysThatASessionThatWasEndedInAnotherTabHasEnded() {
        Page other = browser.tab();
        other.navigate(setting.agent().uri() + "/");
        Browser.follow(other.locator("text=Log out"));
        page.awaitState("Your session has ended.");
        assertThat(page.page().locator("#state a").getAttribute("href"))
                .isEqualTo("/login?next=%2Fcontainers%2Fweb%2Flogs");
    }

    @Test
    void saysThatTheSessionHasEndedAndLeadsBackAfterTheLogin() {
        browser.expect("Failed to load resource");
        browser.expect("failed: " + setting.agent().uri() + "/api/v1/containers/web/logs");
        int port = setting.agent().uri().getPort();
        setting.agent().stop();
        page.awaitState("The agent does not answer.");
        try (PackagedAgent again = LoggedInPages.agent()
                .env("DOCKER_HOST", setting.engine().host())
                .env("STATUS_PANEL_PORT", String.valueOf(port))
                .start()) {
            page.awaitState("Your session has ended.");
            Browser.follow(page.page().locator("#state a"));
            LoggedInPages.logIn(page.page());
            assertThat(page.page().url()).isEqualTo(again.uri() + "/containers/web/logs");
            page.awaitState("Live");
        }
    }
}
