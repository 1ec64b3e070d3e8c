package dev.statusagent.testing.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import dev.statusagent.testing.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Chromium with an empty profile. Takes note of everything that its console and its network say. */
public final class Browser implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Browser(
            Playwright playwright, Path executable, com.microsoft.playwright.Browser.NewContextOptions options) {
        this.playwright = playwright;
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
        this.context = chromium.newContext(options);
        context.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type()) && !isAnswerOfALogin(message.text())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("error: " + error.error()));
        context.onRequestFailed(request -> {
            if (!isLeftBehind(request)) {
                complaints.add("failed: " + request.url() + " " + request.failure());
            }
        });
    }

    /** What a page follows or asks for by itself is cut off when the page is left, or asks anew. */
    private static boolean isLeftBehind(Request request) {
        boolean byItself =
                request.url().contains("follow=true") || request.url().endsWith("/overview");
        return byItself && "net::ERR_ABORTED".equals(request.failure());
    }

    /** The browser notes any answer from 400 on; of a refused login that is what is wanted. */
    private static boolean isAnswerOfALogin(String text) {
        return text.startsWith("Failed to load resource: the server responded with a status of 401");
    }

    /** Starts the browser; skips the test where there is none. */
    public static Browser start(com.microsoft.playwright.Browser.NewContextOptions options) {
        Path executable = Requires.program("chromium");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browser(playwright, executable, options);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Starts the browser with scripts switched off, as the panel must work without. */
    public static Browser startWithoutScripts() {
        return start(new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    /** A new tab of the same profile. */
    public Page tab() {
        return context.newPage();
    }

    /** Clicks, and waits until the page that this leads to has loaded with all that belongs to it. */
    public static void follow(Locator clicked) {
        Page page = clicked.page();
        AtomicBoolean loaded = new AtomicBoolean();
        Consumer<Page> listener = ignored -> loaded.set(true);
        page.onLoad(listener);
        clicked.click();
        page.waitForCondition(loaded::get);
        page.offLoad(listener);
    }

    /** The cookie of that name, with its flags. */
    public Optional<Cookie> cookie(String name) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .findFirst();
    }

    /** What the browser complains of with this text in it is what the test wants. */
    public void expect(String text) {
        expected.add(text);
    }

    /**
     * Errors and warnings of the console, violations of the content policy among them, and requests that failed; but for those
     * that the test expects.
     */
    public List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
    }

    @Override
    public void close() {
        context.close();
        chromium.close();
        playwright.close();
    }
}
