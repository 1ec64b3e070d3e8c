package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.statusagent.testing.browser.Browser;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log view of the packaged application in a real browser, beside a real engine. */
class LogPageIT {
    /** What a program may write to play a trick on whoever reads it. */
    private static final String TRICKS =
            "printf '<script>window.tricked=1</script><img src=x onerror=window.tricked=1>\\n"
                    + "\\033[1;31mred\\033[0m \\033]0;title\\007 bell\\007 over\\rwritten \\342\\200\\256turned\\n"
                    + "\\033]0;never ended\\n'";

    /** A browser that is so busy that it draws late. */
    private static final String DRAW_LATE = "(() => { const draw = requestAnimationFrame;"
            + "window.requestAnimationFrame = drawn => setTimeout(() => draw(drawn), 1500); })()";

    private static final List<String> HARMLESS = List.of(
            "<script>window.tricked=1</script><img src=x onerror=window.tricked=1>",
            "red  bell\u2407 over\u240dwritten \\u202eturned",
            "\u241b]0;never ended");

    private static LogPageSetting setting;

    private Browser browser;

    @BeforeAll
    static void start() {
        setting = LogPageSetting.start();
    }

    @AfterAll
    static void stop() {
        if (setting != null) {
            setting.close();
        }
    }

    @AfterEach
    void close() {
        try (Browser closed = browser) {
            assertThat(closed.complaints()).isEmpty();
        } finally {
            setting.engine().clear();
        }
    }

    private LogPage open(String query) {
        return open(new NewContextOptions().setViewportSize(1000, 700), query);
    }

    private LogPage open(NewContextOptions options, String query) {
        browser = Browser.start(options.setReducedMotion(ReducedMotion.REDUCE));
        return LogPage.open(browser.tab(), setting.url("web") + query);
    }

    private static void run(String script) {
        setting.engine().run("web", script + "; sleep 1000");
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    @Test
    void showsTheLastLinesAndFollows() {
        run("seq 1 300");
        LogPage page = open("");
        page.awaitState("Live");
        page.awaitText("300");
        assertThat(page.count()).isEqualTo("100 of 100 lines");
        setting.say("web", "the next one");
        page.awaitText("the next one");
        page.awaitCount("101 of 101 lines");
    }

    @Test
    void searchesAsOneTypesAndMarksWhatItFinds() {
        run("seq 1 300; echo Error: A; echo error: b");
        LogPage page = open("?tail=500");
        page.awaitCount("302 of 302 lines");
        page.search("ERROR");
        page.awaitCount("2 of 302 lines");
        page.awaitTexts("Error: A", "error: b");
        assertThat(page.page().locator("mark").allTextContents()).containsExactly("Error", "error");
        setting.say("web", "no failure");
        setting.say("web", "error: c");
        page.awaitCount("3 of 304 lines");
        page.search(".*");
        page.awaitCount("0 of 304 lines");
    }

    @Test
    void staysWhereThePersonReadsUntilItIsSentToTheEnd() {
        run("seq 1 300");
        LogPage page = open("");
        page.awaitText("300");
        page.scrollUp(700);
        Object read = page.rowInTheMiddle();
        setting.exec("web", "seq 1001 1050 > /proc/1/fd/1");
        page.await(
                "50 new lines",
                () -> page.page().locator("#newest").textContent().equals("Jump to the newest, 50 new lines"));
        assertThat(page.rowInTheMiddle()).isEqualTo(read);
        page.page().locator("#newest").click();
        page.awaitText("1050");
        assertThat(page.page().locator("#newest").isHidden()).isTrue();
        setting.say("web", "one more");
        page.awaitText("one more");
    }

    @Test
    void showsOneOfTheStreamsAndMarksTheOtherInWords() {
        run("for i in 1 2 3; do echo good $i; echo bad $i >&2; done");
        LogPage page = open("");
        page.await("all", () -> page.texts().size() == 6);
        assertThat(page.page().locator("#log.scripted .row.stderr .stream").allTextContents())
                .containsExactly("err ", "err ", "err ");
        page.page().locator("#stream").selectOption("stderr");
        page.awaitCount("3 of 6 lines");
        page.awaitTexts("bad 1", "bad 2", "bad 3");
        page.page().locator("#stream").selectOption("stdout");
        page.awaitTexts("good 1", "good 2", "good 3");
    }

    @Test
    void downloadsWhatIsShown() {
        run("seq 1 2000");
        LogPage page = open("?tail=2000");
        page.awaitText("2000");
        page.awaitCount("2000 of 2000 lines");
        assertThat(page.download()).isEqualTo(numbers(1, 2000));
        page.search("77");
        page.awaitCount("38 of 2000 lines");
        List<String> wanted =
                numbers(1, 2000).stream().filter(line -> line.contains("77")).toList();
        assertThat(page.download()).isEqualTo(wanted);
        page.page().locator("#timestamps").check();
        assertThat(page.download())
                .hasSameSizeAs(wanted)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z stdout \\d*77\\d*"));
    }

    @Test
    void textStaysText() {
        run(TRICKS);
        LogPage page = open("");
        page.awaitTexts(HARMLESS.toArray(String[]::new));
        assertThat(page.page().evaluate("window.tricked === undefined && document.images.length === 0"))
                .isEqualTo(true);
    }

    @Test
    void theViewerReadsAsWell() {
        run("echo for all eyes");
        browser = Browser.start(new NewContextOptions());
        Page page = browser.tab();
        page.navigate(setting.url("web"));
        LoggedInPages.logInAsViewer(page);
        LogPage log = new LogPage(page);
        log.awaitState("Live");
        log.awaitText("for all eyes");
    }

    @Test
    void remembersHowItIsReadBest() {
        run("seq 1 300; echo bad >&2");
        LogPage page = open("");
        page.awaitState("Live");
        page.page().locator("#wrap").check();
        page.page().locator("#timestamps").check();
        page.page().locator("#stream").selectOption("stderr");
        page.page().locator("#tail").selectOption("20000");
        page.awaitCount("1 of 301 lines");
        page.page().reload();
        page.awaitCount("1 of 301 lines");
        assertThat(page.page().locator("#wrap").isChecked()).isTrue();
        assertThat(page.page().locator("#timestamps").isChecked()).isTrue();
        assertThat(page.page().locator("#tail").inputValue()).isEqualTo("20000");
        assertThat(page.page().locator(".row .at").textContent()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]+\\.\\d{3}Z ");
    }

    @Test
    void isUsedByKeyboard() {
        run("seq 1 300");
        LogPage page = open("");
        page.awaitText("300");
        page.page().keyboard().press("/");
        page.page().keyboard().type("29");
        page.awaitCount("11 of 100 lines");
        page.page().keyboard().press("Escape");
        page.awaitCount("100 of 100 lines");
        assertThat(page.page().locator("#q").inputValue()).isEmpty();
        page.page().locator("#log").focus();
        page.page().keyboard().press("PageUp");
        page.await("the pause", () -> page.page().locator("#newest").isVisible());
        page.page().keyboard().press("End");
        page.await("the end", () -> page.page().locator("#newest").isHidden());
        page.awaitText("300");
    }

    @Test
    void isPausedByAKeyWhileLinesComeWithEachFrame() {
        run("seq 1 300; i=300; while true; do i=$((i+1)); echo $i; usleep 3000; done");
        LogPage page = open("");
        page.awaitState("Live");
        page.page().locator("#log").focus();
        page.page().keyboard().press("PageUp");
        page.await("the pause", () -> page.page().locator("#newest").isVisible());
    }

    @Test
    void isPausedByAKeyBeforeTheFirstLinesAreDrawn() {
        run("seq 1 300");
        browser = Browser.start(new NewContextOptions());
        browser.tab().addInitScript(DRAW_LATE);
        LogPage page = LogPage.open(browser.tab(), setting.url("web"));
        page.awaitState("Live");
        page.page().locator("#log").focus();
        page.page().keyboard().press("PageUp");
        page.await("the pause", () -> page.page().locator("#newest").isVisible());
        page.await("the drawing", () -> !page.texts().isEmpty());
        assertThat(page.page().locator("#newest").isVisible()).isTrue();
    }

    @Test
    void scrollsAsFarAsThePersonDoesWhileTheOldestLinesGo() {
        run("seq 1 20000; while [ ! -e /on ]; do usleep 10000; done; seq 20001 25000");
        LogPage page = open("");
        page.awaitText("20000");
        page.page().locator("#tail").selectOption("20000");
        page.await("room to scroll", () -> page.height() > 300_000);
        page.scrollUp(200_000);
        page.await("the middle", () -> page.lineInTheMiddle() < 15_000);
        int read = page.lineInTheMiddle();
        page.page().evaluate(DRAW_LATE);
        setting.exec("web", "echo > /on");
        page.await("the loss", () -> page.page().locator("#gone").textContent().startsWith("5000 older ones are gone"));
        page.page().mouse().wheel(0, -100);
        page.await("the scrolling", () -> page.lineInTheMiddle() != read);
        page.page().waitForTimeout(3000);
        assertThat(page.lineInTheMiddle()).isBetween(read - 10, read - 1);
    }

    @Test
    void twentyThousandLinesComeAndAreSearchedWithoutFreezing() {
        run("while [ ! -e /go ]; do usleep 10000; done;"
                + " seq -w 1 30000 | while read i; do echo \"$i said something of a usual length\"; done;"
                + " while [ ! -e /on ]; do usleep 10000; done; seq 40001 45000");
        LogPage page = open("");
        page.awaitState("Live");
        setting.exec("web", "echo > /go");
        page.awaitText("30000 said something of a usual length");
        page.awaitCount("20000 of 20000 lines");
        page.await(
                "the note", () -> page.page().locator("#gone").textContent().startsWith("10000 older ones are gone"));
        Stream.of("9", "99", "999", "9999").forEach(page::search);
        page.awaitCount("2 of 20000 lines");
        page.await("the hits", () -> page.page().locator("mark").count() == 2);
        page.search("");
        page.awaitCount("20000 of 20000 lines");
        page.page().locator("#wrap").check();
        page.scrollUp(100_000);
        Object read = page.rowInTheMiddle();
        setting.exec("web", "echo > /on");
        page.await(
                "new lines", () -> page.page().locator("#newest").textContent().endsWith(" 5000 new lines"));
        assertThat(page.rowInTheMiddle()).isEqualTo(read);
        System.out.printf("Longest task of the page: %.0f ms (0: under 50)%n", page.longestTask());
        assertThat(page.longestTask()).isLessThan(250);
    }

    @Test
    void longLinesDoNotFreezeItEither() {
        run("awk 'BEGIN { while (i++ < 60000) line = line \"x\"; while (j++ < 200) print j, line }'");
        LogPage page = open("?tail=2000"); // of the engine's pieces, of which a line has four
        page.awaitCount("200 of 200 lines");
        page.await(
                "the end of a line",
                () -> page.texts().stream().anyMatch(text -> text.endsWith(" more characters: wrap shows them")));
        page.search("x");
        page.await("the hits", () -> page.page().locator("mark").count() > 100);
        page.page().locator("#wrap").check();
        page.await("a whole line", () -> page.texts().stream().anyMatch(text -> text.length() > 60_000));
        page.scrollUp(50_000);
        System.out.printf("Longest task with long lines: %.0f ms (0: under 50)%n", page.longestTask());
        assertThat(page.longestTask()).isLessThan(500);
    }

    @Test
    void theLogWaitsForThePersonWhoReadsTheOldest() {
        run("seq 1 20000; while [ ! -e /on ]; do usleep 10000; done; seq 20001 45000");
        LogPage page = open("?tail=2000");
        page.page().locator("#tail").selectOption("20000");
        page.awaitCount("20000 of 20000 lines");
        page.scrollUp(1_000_000);
        page.awaitText("1");
        Object read = page.rowInTheMiddle();
        setting.exec("web", "echo > /on");
        page.await(
                "the wait", () -> page.page().locator("#newest").textContent().endsWith("; the log waits"));
        assertThat(page.rowInTheMiddle()).isEqualTo(read);
        page.page().locator("#newest").click();
        page.awaitText("45000");
        page.awaitCount("20000 of 20000 lines");
        assertThat(page.download()).isEqualTo(numbers(25_001, 45_000));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void isReadableByAllOnSmallAndLargeScreens(ColorScheme scheme, int width) {
        run(
                "echo bad news >&2; awk 'BEGIN { while (i++ < 60000) printf \"x\"; print \"\" }'; seq 1 50; echo last bad news >&2");
        LogPage page = open(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 640), "");
        page.awaitCount("53 of 53 lines");
        page.search("bad");
        page.awaitCount("2 of 53 lines");
        assertThat(page.seriousViolations()).isEmpty();
        page.search("");
        page.page().locator("#timestamps").check();
        page.page().locator("#wrap").check();
        page.awaitCount("53 of 53 lines");
        page.scrollUp(400);
        assertThat(page.seriousViolations()).isEmpty();
        assertThat(((Number) page.page().evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
        assertThat(((Number) page.page().evaluate("document.getElementById('log').scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void worksWithoutScripts() {
        run(TRICKS + "; seq 1 300; echo bad >&2");
        Awaitility.await("the whole log").until(() -> {
            String log = setting.engine().docker("logs", "web");
            return log.contains("\n300\n") && log.contains("bad\n");
        });
        browser = Browser.startWithoutScripts();
        Page page = browser.tab();
        page.navigate(setting.url("web") + "?tail=500");
        LoggedInPages.logIn(page);
        LogPage log = new LogPage(page);
        assertThat(log.served())
                .containsSequence(HARMLESS)
                .containsSequence(numbers(1, 300))
                .contains("bad");
        assertThat(log.count()).isEqualTo("304 of 304 lines");
        assertThat(page.locator(".row.stderr .stream").textContent()).isEqualTo("err ");
        log.search("99");
        page.locator("#timestamps").check();
        Browser.follow(page.locator("#show"));
        assertThat(log.served()).containsExactly("99", "199", "299");
        assertThat(page.locator("mark").allTextContents()).containsExactly("99", "99", "99");
        assertThat(page.locator(".row .at").first().isVisible()).isTrue();
        assertThat(log.download()).hasSize(3).allMatch(line -> line.endsWith("99"));
        assertThat(page.url()).contains("tail=500");
    }
}
