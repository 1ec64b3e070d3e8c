package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.agent.PackagedAgentBuilder;
import dev.statusagent.testing.browser.Browser;
import dev.statusagent.testing.tls.Pem;
import dev.statusagent.testing.tls.SslContexts;
import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of logins and sessions, driven by a real browser against the packaged application. */
class BrowserIT {
    private static final String USER = "olga";
    private static final String PASSWORD = "7qz correct horse battery";
    private static final String COOKIE = "status_session";

    private PackagedAgent agent;
    private Browser browser;

    private static PackagedAgentBuilder agent() {
        return PackagedAgent.builder()
                .env("AGENT_ID", "browser-it")
                .secret("AGENT_TOKEN", "7qz-agent-token-of-a-decent-length")
                .env("STATUS_PANEL_USERNAME", USER)
                .secret("STATUS_PANEL_PASSWORD", PASSWORD);
    }

    private Page open(PackagedAgentBuilder builder) {
        browser = Browser.startWithoutScripts();
        agent = builder.start();
        return browser.tab();
    }

    @AfterEach
    void close() {
        try (PackagedAgent closedLast = agent;
                Browser closedFirst = browser) {
            assertThat(closedFirst.complaints()).isEmpty();
            assertThat(closedLast.isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void logsInAndKeepsTheCookieWithItsFlags(String host) {
        Page page = open(agent());
        page.navigate(url(host, "/"));
        assertThat(page.url()).isEqualTo(url(host, "/login"));
        assertThat(page.locator("#insecure").count()).isZero();
        logIn(page, PASSWORD);
        assertThat(page.url()).isEqualTo(url(host, "/"));
        assertThat(page.locator("header").textContent()).contains("olga · operator");
        assertThat(page.locator("#token-source").textContent())
                .contains("static")
                .contains("ok");
        Cookie cookie = browser.cookie(COOKIE).orElseThrow();
        assertThat(cookie.value).matches("[A-Za-z0-9_-]{43}");
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.path).isEqualTo("/");
        assertThat(cookie.domain).isEqualTo(host);
        assertThat(cookie.expires).as("ends with the browser").isEqualTo(-1);
    }

    @Test
    void saysThatALoginWasWrongAndNothingMore() {
        Page page = open(agent());
        page.navigate(url("localhost", "/login"));
        logIn(page, "wrong");
        assertThat(page.locator("#problem").textContent()).isEqualTo("The user name or the password is wrong.");
        assertThat(page.locator("#username").inputValue()).isEqualTo(USER);
        assertThat(page.locator("#password").inputValue()).isEmpty();
        assertThat(browser.cookie(COOKIE)).isEmpty();
        logIn(page, PASSWORD);
        assertThat(page.locator("header").textContent()).contains("olga");
    }

    @Test
    void logoutInASecondTabEndsTheFirst() {
        Page first = open(agent());
        first.navigate(url("localhost", "/"));
        logIn(first, PASSWORD);
        String id = browser.cookie(COOKIE).orElseThrow().value;
        Page second = browser.tab();
        second.navigate(url("localhost", "/"));
        Browser.follow(second.locator("text=Log out"));
        assertThat(second.url()).isEqualTo(url("localhost", "/login"));
        assertThat(browser.cookie(COOKIE)).isEmpty();
        first.reload();
        assertThat(first.url()).isEqualTo(url("localhost", "/login"));
        assertThat(first.locator("#expired").count()).isZero();
        assertThat(agent.get("/", "Accept", "application/json", "Cookie", COOKIE + "=" + id)
                        .status())
                .as("the session has ended on the server too")
                .isEqualTo(401);
    }

    @Test
    void saysThatASessionHasExpiredAndReturnsToWhereItWas() {
        Page page = open(agent().env("STATUS_SESSION_IDLE", "10s"));
        page.navigate(url("localhost", "/?view=security"));
        logIn(page, PASSWORD);
        assertThat(page.url()).isEqualTo(url("localhost", "/?view=security"));
        String id = browser.cookie(COOKIE).orElseThrow().value;
        awaitIdleEnd();
        page.reload();
        assertThat(page.url()).startsWith(url("localhost", "/login?next="));
        assertThat(page.locator("#expired").textContent()).contains("Your session has expired");
        logIn(page, PASSWORD);
        assertThat(page.url()).isEqualTo(url("localhost", "/?view=security"));
        assertThat(browser.cookie(COOKIE).orElseThrow().value).isNotEqualTo(id);
    }

    /** Nothing may ask for the session meanwhile, since that would be a use of it: the clock alone decides. */
    private static void awaitIdleEnd() {
        long began = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() ->
                        System.nanoTime() - began > Duration.ofMillis(10_100).toNanos());
    }

    @Test
    void aLogoutByAnExpiredPageLeadsToTheLogin() {
        Page page = open(agent());
        page.navigate(url("localhost", "/"));
        logIn(page, PASSWORD);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        agent.stop();
        agent.close();
        agent = agent().env("STATUS_PANEL_PORT", String.valueOf(agent.uri().getPort()))
                .start();
        Browser.follow(page.locator("text=Log out"));
        assertThat(page.url()).isEqualTo(url("localhost", "/login"));
        assertThat(page.locator("#expired").count()).isEqualTo(1);
    }

    @Test
    void saysOffLocalhostThatPlainHttpKeepsNoLogin() {
        Page page = open(agent().env("STATUS_PANEL_BIND", "0.0.0.0"));
        String host = nonLoopbackAddress();
        page.navigate(url(host, "/login"));
        assertThat(page.locator("#insecure").textContent()).contains("plain HTTP");
        logIn(page, PASSWORD);
        assertThat(page.url()).isEqualTo(url(host, "/login"));
        assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void bindsTheCookieToTheHostUnderTls(@TempDir Path directory) throws IOException {
        TestCertificates certificates = TestCertificates.in(directory);
        Path key = Pem.writePkcs8(
                directory.resolve("tls-key.pem"), certificates.server().key());
        Path chain = Pem.writeCertificates(
                directory.resolve("tls.pem"), certificates.server().certificate(), certificates.intermediateCa());
        browser = Browser.start(
                new NewContextOptions().setJavaScriptEnabled(false).setIgnoreHTTPSErrors(true));
        agent = agent().env("STATUS_PANEL_BIND", "0.0.0.0")
                .env("STATUS_TLS_CERT", chain.toString())
                .env("STATUS_TLS_KEY", key.toString())
                .https(SslContexts.client(certificates.rootCa()))
                .start();
        Page page = browser.tab();
        String base = "https://" + nonLoopbackAddress() + ":" + agent.uri().getPort();
        Response login = page.navigate(base + "/login");
        assertThat(login.headerValue("strict-transport-security")).isEqualTo("max-age=31536000");
        assertThat(page.locator("#insecure").count()).isZero();
        logIn(page, PASSWORD);
        assertThat(page.url()).isEqualTo(base + "/");
        assertThat(browser.cookie("__Host-" + COOKIE)).isPresent();
        assertThat(browser.cookie(COOKIE)).isEmpty();
        Browser.follow(page.locator("text=Log out"));
        assertThat(browser.cookie("__Host-" + COOKIE)).isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1} x {2}")
    @CsvSource({"LIGHT, 360, 640", "DARK, 360, 640", "LIGHT, 1280, 800", "DARK, 1280, 800"})
    void fitsSmallAndLargeScreensInLightAndDark(ColorScheme scheme, int width, int height) {
        browser = Browser.start(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, height));
        agent = agent().start();
        Page page = browser.tab();
        page.navigate(url("localhost", "/login"));
        assertFits(page, width);
        String back = background(page);
        assertThat(back).isEqualTo(scheme.name().equals("DARK") ? "rgb(18, 22, 27)" : "rgb(246, 247, 249)");
        logIn(page, PASSWORD);
        assertFits(page, width);
        assertThat(background(page)).isEqualTo(back);
    }

    private static void assertFits(Page page, int width) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
        assertThat(((Number) page.evaluate("document.querySelector('button').getBoundingClientRect().height"))
                        .doubleValue())
                .isGreaterThanOrEqualTo(40);
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private String url(String host, String path) {
        return "http://" + host + ":" + agent.uri().getPort() + path;
    }

    private static void logIn(Page page, String password) {
        page.locator("#username").fill(USER);
        page.locator("#password").fill(password);
        Browser.follow(page.locator("button"));
    }

    private static String nonLoopbackAddress() {
        try {
            return java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(java.net.NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof java.net.Inet4Address && !address.isLoopbackAddress())
                    .map(java.net.InetAddress::getHostAddress)
                    .findFirst()
                    .orElseThrow();
        } catch (java.net.SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}
