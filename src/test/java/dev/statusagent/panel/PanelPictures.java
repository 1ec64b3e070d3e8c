package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.statusagent.container.LiveContainers;
import dev.statusagent.container.SampleShop;
import dev.statusagent.host.HostHistory;
import dev.statusagent.host.SampleHour;
import dev.statusagent.testing.MovedTicker;
import dev.statusagent.testing.PanelProfile;
import dev.statusagent.testing.browser.Browser;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the pictures that the documentation shows, of a made-up shop. Not part of the suite: {@code ./mvnw test -Dtest=PanelPictures
 * -Dstatus.pictures=docs/images}.
 */
@QuarkusTest
@TestProfile(PanelProfile.class)
class PanelPictures {
    private static final int MOST_BYTES = 150_000;

    @TestHTTPResource("/")
    private URI server;

    @Inject
    private LiveContainers live;

    @Inject
    private HostHistory history;

    @Inject
    private MovedTicker ticker;

    private final SampleShop shop = new SampleShop();

    @BeforeEach
    void fill() {
        SampleHour.fill(history, ticker);
        shop.install();
        for (int i = 0; i < 60; i++) {
            ticker.advance(Duration.ofSeconds(3));
            live.changed();
            live.look().await().atMost(Duration.ofSeconds(10));
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "panel-light, LIGHT, 1280, 780",
        "panel-dark, DARK, 1280, 780",
        "panel-small, DARK, 360, 1200",
    })
    void takes(String name, ColorScheme scheme, int width, int height) throws IOException {
        Path picture = Path.of(System.getProperty("status.pictures"), name + ".png");
        try (Browser browser =
                Browser.start(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, height))) {
            Page page = browser.tab();
            page.navigate("http://localhost:" + server.getPort() + "/");
            page.locator("#username").fill(PanelProfile.OPERATOR);
            page.locator("#password").fill(PanelProfile.OPERATOR_PASSWORD);
            Browser.follow(page.locator("button"));
            page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(Files.size(picture)).isLessThan(MOST_BYTES);
    }
}
