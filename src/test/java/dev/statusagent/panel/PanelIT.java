package dev.statusagent.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.browser.Browser;
import dev.statusagent.testing.docker.PrivateEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overview in a real browser, of the packaged agent beside a real engine. */
class PanelIT {
    private static final String RUNS = "trap 'exit 0' TERM; while :; do sleep 1; done";
    private static final double PATIENCE_MS = 30_000;
    private static final int PORT = PackagedAgentBuilder.freePort();

    private static PrivateEngine engine;
    private static PackagedAgent agent;

    private Browser browser;

    @BeforeAll
    static void start() {
        setDefaultAssertionTimeout(PATIENCE_MS);
        engine = PrivateEngine.start();
        engine.run("web", RUNS, "--health-cmd=true", "--health-interval=1s");
        engine.run("busy", "trap 'exit 0' TERM; while :; do usleep 1000; done");
        engine.run("job", "exit 3");
        agent = startAgent();
    }

    private static PackagedAgent startAgent() {
        return LoggedInPages.agent()
                .env("STATUS_PANEL_PORT", String.valueOf(PORT))
                .env("DOCKER_HOST", engine.host())
                .start();
    }

    @AfterAll
    static void stop() {
        try {
            if (agent != null) {
                agent.close();
            }
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    @AfterEach
    void close() {
        try (Browser closed = browser) {
            assertThat(closed.complaints()).isEmpty();
        }
    }

    private Page open(NewContextOptions options) {
        Page page = login(options);
        LoggedInPages.logIn(page);
        return page;
    }

    private Page openAsViewer() {
        Page page = login(new NewContextOptions());
        LoggedInPages.logInAsViewer(page);
        return page;
    }

    private Page login(NewContextOptions options) {
        browser = Browser.start(options);
        Page page = browser.tab();
        page.navigate("http://localhost:" + PORT + "/");
        return page;
    }

    private static Locator row(Page page, String container) {
        return page.locator("tr[data-key='" + container + "']");
    }

    private static Locator cell(Page page, String container, String column) {
        return row(page, container).locator("[data-column='" + column + "']");
    }

    private static List<String> names(Page page) {
        return page.locator("#rows tr:visible th").allTextContents();
    }

    private static String startOf(String container) {
        return engine.docker("inspect", "-f", "{{.State.StartedAt}}", container);
    }

    @Test
    void theTableUpdatesItself() {
        Page page = openAsViewer();
        assertThat(cell(page, "busy", "cpu")).containsText(Pattern.compile("[1-9]\\d*\\.?\\d* %"));
        assertThat(cell(page, "web", "memory")).containsText(Pattern.compile("\\d [KM]iB"));
        assertThat(cell(page, "web", "state")).containsText("healthy");
        page.waitForCondition(() -> !row(page, "busy")
                .locator("polyline")
                .first()
                .getAttribute("points")
                .isEmpty());
        page.evaluate("window.sameDocument = true");
        engine.run("late", RUNS);
        assertThat(cell(page, "late", "state")).containsText("running");
        engine.docker("pause", "late");
        assertThat(cell(page, "late", "state")).containsText("paused");
        engine.docker("rm", "-f", "late");
        assertThat(row(page, "late")).hasCount(0);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void restartsAContainerAfterAQuestionAndStaysWhereItWas() {
        Page page = open(new NewContextOptions().setViewportSize(360, 640));
        String before = startOf("web");
        Locator restart = row(page, "web").locator("text=restart");
        restart.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirm-question")).hasText("Restart web?");
        page.keyboard().press("Escape");
        assertThat(page.locator("#confirm")).isHidden();
        assertThat(restart).isFocused();
        assertThat(startOf("web")).isEqualTo(before);
        double place = restart.boundingBox().y;
        page.keyboard().press("Enter");
        page.locator("#confirm-yes").click();
        assertThat(page.locator("#notice")).hasText("Done: restart web.");
        assertThat(startOf("web")).isNotEqualTo(before);
        assertThat(cell(page, "web", "uptime")).containsText(Pattern.compile("^\\d s$"));
        assertThat(restart).isFocused();
        assertThat(restart.boundingBox().y).isCloseTo(place, within(2.0));
    }

    @Test
    void saysWhyAnActionWasNotDone() {
        engine.run("fickle", RUNS);
        Page page = open(new NewContextOptions());
        assertThat(cell(page, "fickle", "state")).containsText("running");
        row(page, "fickle").locator("text=pause").click();
        engine.docker("pause", "fickle");
        page.locator("#confirm-yes").click();
        assertThat(page.locator("#notice")).hasText("Not done: pause fickle. The container is paused already.");
        engine.docker("rm", "-f", "fickle");
        browser.expect("409");
    }

    @Test
    void theViewerSeesNoActionsAndAForgedFormIsRefused() {
        Page page = openAsViewer();
        assertThat(row(page, "web").locator("text=logs")).isVisible();
        assertThat(page.locator("#rows form")).hasCount(0);
        String before = startOf("web");
        Object status =
                page.evaluate("fetch('/containers/web/restart', {method: 'POST', body: new URLSearchParams({csrf_token:"
                        + " document.querySelector('meta[name=csrf-token]').content})}).then(answer => answer.status)");
        assertThat(status).isEqualTo(403);
        assertThat(startOf("web")).isEqualTo(before);
        browser.expect("403");
    }

    @Test
    void sortsFiltersAndRemembers() {
        Page page = openAsViewer();
        page.waitForCondition(() -> names(page).equals(List.of("busy", "job", "web")));
        page.locator("thead >> text=CPU").click();
        page.waitForCondition(() -> names(page).equals(List.of("busy", "web", "job")));
        page.locator("thead >> text=Name").click();
        page.locator("thead >> text=Name").click();
        assertThat(names(page)).containsExactly("web", "job", "busy");
        page.locator("#stopped").uncheck();
        assertThat(names(page)).containsExactly("web", "busy");
        page.locator("#filter").fill("PROBE bus");
        assertThat(names(page)).containsExactly("busy");
        page.reload();
        assertThat(names(page)).containsExactly("busy");
        assertThat(page.locator("#filter")).hasValue("PROBE bus");
        page.locator("#filter").fill("nobody");
        assertThat(page.locator("#nothing-left")).isVisible();
        page.locator("#filter").fill("");
        assertThat(names(page)).containsExactly("web", "busy");
        assertThat(page.locator("th[aria-sort=descending]")).hasText("Name");
    }

    @Test
    void saysThatTheSessionHasEnded() {
        Page page = open(new NewContextOptions());
        Page other = browser.tab();
        other.navigate(page.url());
        Browser.follow(other.locator("text=Log out"));
        other.close();
        assertThat(page.locator("#connection")).containsText("Your session has ended.");
        Browser.follow(page.locator("text=Log in again"));
        assertThat(page.locator("#username")).isVisible();
    }

    @Test
    void saysThatTheAgentIsAwayWhichNoOpenPageHoldsUp() {
        Page page = open(new NewContextOptions());
        assertThat(row(page, "web")).isVisible();
        long began = System.nanoTime();
        assertThat(agent.stop()).isIn(0, 143);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        agent.close();
        agent = null;
        assertThat(page.locator("#connection")).containsText("The agent does not answer.");
        assertThat(row(page, "web")).isVisible();
        agent = startAgent();
        assertThat(page.locator("#connection")).containsText("Your session has ended.");
        browser.expect("ERR_CONNECTION_REFUSED");
    }

    @Test
    void worksWithoutScripts() {
        Page page = open(new NewContextOptions().setJavaScriptEnabled(false));
        assertThat(cell(page, "web", "state")).containsText("running");
        assertThat(page.locator("#tools")).isHidden();
        Browser.follow(row(page, "web").locator("text=pause"));
        assertThat(page.locator("#notice")).hasText("Done: pause web.");
        assertThat(cell(page, "web", "state")).containsText("paused");
        Browser.follow(row(page, "web").locator("text=unpause"));
        assertThat(cell(page, "web", "state")).containsText("running");
        Browser.follow(row(page, "job").locator("text=start"));
        assertThat(page.locator("#notice")).hasText("Done: start job.");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 1152", "LIGHT, 768", "LIGHT, 360", "DARK, 360"})
    void keepsNobodyOut(ColorScheme scheme, int width) {
        Page page = open(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800));
        assertThat(cell(page, "busy", "cpu")).containsText("%");
        assertThat(seriousFindings(page)).isEmpty();
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
        row(page, "web").locator("text=restart").click();
        assertThat(page.locator("#confirm")).isVisible();
        assertThat(seriousFindings(page)).isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"LIGHT, 1280", "DARK, 360"})
    void showsEachProtectiveSetting(ColorScheme scheme, int width) {
        Page page = open(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800));
        Browser.follow(page.locator("text=All settings"));
        assertThat(page.locator("#posture tbody tr").first()).containsText("look");
        assertThat(page.locator("#posture")).containsText("STATUS_PANEL_PASSWORD_HASH");
        assertThat(seriousFindings(page)).isEmpty();
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
    }

    private static List<String> seriousFindings(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(PanelIT::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    @Test
    void theFocusGoesThroughThePageAndIsSeen() {
        Page page = open(new NewContextOptions());
        assertThat(row(page, "web")).isVisible();
        Awaitility.await().until(() -> {
            page.keyboard().press("Tab");
            return "restart web".equals(page.evaluate("document.activeElement.getAttribute('aria-label')"));
        });
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }
}
