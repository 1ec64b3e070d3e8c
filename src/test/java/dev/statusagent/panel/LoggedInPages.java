package dev.statusagent.panel;

import com.microsoft.playwright.Page;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.browser.Browser;

/** An agent with an operator and a viewer, and the ways in for both. */
final class LoggedInPages {
    private static final String OPERATOR = "olga";
    private static final String VIEWER = "victor";
    private static final String PASSWORD = "7qz correct horse battery";

    private LoggedInPages() {}

    static PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "pages-it")
                .secret("AGENT_TOKEN", "7qz-agent-token-of-a-decent-length")
                .env("STATUS_PANEL_USERNAME", OPERATOR)
                .secret("STATUS_PANEL_PASSWORD", PASSWORD)
                .env("STATUS_PANEL_VIEWER_USERNAME", VIEWER)
                .secret("STATUS_PANEL_VIEWER_PASSWORD", PASSWORD);
    }

    /** By the form that the page shows. */
    static void logIn(Page page) {
        logIn(page, OPERATOR);
    }

    static void logInAsViewer(Page page) {
        logIn(page, VIEWER);
    }

    private static void logIn(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(PASSWORD);
        Browser.follow(page.locator("button"));
    }
}
