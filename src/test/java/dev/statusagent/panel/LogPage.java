package dev.statusagent.panel;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The log view in a tab, as a person sees and uses it. Notes how long the page's tasks take. */
record LogPage(Page page) {
    private static final double PATIENCE_MILLIS = 60_000;

    /** The browser reports each task of more than 50 ms. */
    private static final String NOTE_LONG_TASKS = "window.longestTask = 0;"
            + "new PerformanceObserver(list => list.getEntries().forEach("
            + "task => window.longestTask = Math.max(window.longestTask, task.duration)))"
            + ".observe({type: 'longtask', buffered: true});";

    private static final String ROW_IN_THE_MIDDLE =
            "() => { const box = document.getElementById('log').getBoundingClientRect();"
                    + "const row = document.elementsFromPoint(box.left + 20, box.top + box.height / 2)"
                    + ".find(element => element.classList.contains('row'));"
                    + "return {text: row.lastChild.textContent, top: Math.round(row.getBoundingClientRect().top)}; }";

    /** Whoever has no session logs in as the operator on the way. */
    static LogPage open(Page page, String url) {
        page.addInitScript(NOTE_LONG_TASKS);
        page.navigate(url);
        if (page.locator("#username").count() > 0) {
            LoggedInPages.logIn(page);
        }
        return new LogPage(page);
    }

    void await(String what, BooleanSupplier condition) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
        } catch (TimeoutError e) {
            throw new AssertionError("no " + what + "; state: " + state() + "; count: " + count() + "; " + texts(), e);
        }
    }

    void awaitState(String text) {
        await(text, () -> state().startsWith(text));
    }

    void awaitCount(String text) {
        await(text, () -> count().equals(text));
    }

    /** Waits until there is a line in sight, or near, with that text. */
    void awaitText(String text) {
        await(text, () -> texts().contains(text));
    }

    /** Waits until these lines, and no others, are drawn. */
    void awaitTexts(String... texts) {
        await(String.join(", ", texts), () -> texts().equals(List.of(texts)));
    }

    String state() {
        return page.locator("#state").textContent();
    }

    String count() {
        return page.locator("#count").textContent();
    }

    /** The lines that the script has drawn: those in sight, and a few more. None while those that came with the page are there. */
    List<String> texts() {
        return page.locator("#log.scripted .row .text").allTextContents();
    }

    /** The lines that came with the page, which is all of them where there are no scripts. */
    List<String> served() {
        return page.locator("#log:not(.scripted) .row .text").allTextContents();
    }

    /** Text and height of the row in the middle of the log; equal to another one if neither has changed. */
    Object rowInTheMiddle() {
        return page.evaluate(ROW_IN_THE_MIDDLE);
    }

    /** The number that is the text of that row. */
    int lineInTheMiddle() {
        return Integer.parseInt(((Map<?, ?>) rowInTheMiddle()).get("text").toString());
    }

    /** Of all lines, drawn or not, in pixels. */
    int height() {
        return ((Number) page.evaluate("document.getElementById('rows').scrollHeight")).intValue();
    }

    void search(String text) {
        page.locator("#q").fill(text);
    }

    void scrollUp(int pixels) {
        page.locator("#log").hover();
        page.mouse().wheel(0, -pixels);
        page.waitForCondition(() -> page.locator("#newest").isVisible());
    }

    /** What the link gives, line by line. */
    List<String> download() {
        Download download = page.waitForDownload(() -> page.locator("#download").click());
        try {
            return Files.readAllLines(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In milliseconds; 0 if no task took more than 50. */
    double longestTask() {
        return ((Number) page.evaluate("window.longestTask")).doubleValue();
    }

    /** What keeps people from using the page, in the words of the rules for accessible content. */
    List<Map.Entry<String, String>> seriousViolations() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(LogPage::told)
                        .toList();
    }

    private static Map.Entry<String, String> told(Rule rule) {
        return Map.entry(rule.getId(), rule.getNodes().toString());
    }
}
