package dev.statusagent.bench;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.statusagent.testing.browser.Browser;

/** Logs in to the panel, says {@code open} once it is there, and leaves it open until it is killed. */
public final class OpenPanel {
    private static final double WAIT_MILLIS = 1000;

    private OpenPanel() {}

    /** Arguments: the agent's URL, a user's name and password. */
    public static void main(String[] arguments) {
        try (Browser browser = Browser.start(new NewContextOptions())) {
            Page page = browser.tab();
            page.navigate(arguments[0] + "/login");
            page.locator("[name=username]").fill(arguments[1]);
            page.locator("[name=password]").fill(arguments[2]);
            Browser.follow(page.locator("button[type=submit]"));
            if (page.url().contains("/login")) {
                throw new IllegalStateException("the login was refused: " + browser.complaints());
            }
            System.out.println("open");
            while (browser.complaints().isEmpty()) {
                page.waitForTimeout(WAIT_MILLIS); // its scripts go on meanwhile
            }
            throw new IllegalStateException(browser.complaints().toString());
        }
    }
}
