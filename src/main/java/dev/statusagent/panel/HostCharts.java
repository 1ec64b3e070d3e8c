package dev.statusagent.panel;

import dev.statusagent.host.HostSample;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Draws the last hour of the host: processors, memory, disk, network, load. */
final class HostCharts {
    /** The hour in spans of half a minute: as many points as a chart has room for. */
    static final int COLUMNS = 120;

    private static final long SPAN_MS = 30_000;
    private static final double WHOLE_PCT = 100;

    private final List<HostSample> hour;
    private final HostSample latest;

    private HostCharts(List<HostSample> hour) {
        this.hour = hour;
        this.latest = hour.get(hour.size() - 1);
    }

    /** The charts; none while nothing was sampled yet. */
    static List<Chart> of(List<HostSample> hour) {
        return hour.isEmpty() ? List.of() : new HostCharts(hour).all();
    }

    private List<Chart> all() {
        String memory = Shown.bytes(latest.memoryUsedBytes()) + " of " + Shown.bytes(latest.memoryTotalBytes());
        String disk = Shown.bytes(latest.diskUsedBytes()) + " of " + Shown.bytes(latest.diskTotalBytes());
        return List.of(
                share("CPU", Shown.percent(latest.cpuUsagePct()), HostSample::cpuUsagePct),
                share("Memory", memory, HostSample::memoryUsedPct),
                share("Disk", disk, HostSample::diskUsedPct),
                network(),
                load());
    }

    private Chart share(String title, String now, ToDoubleFunction<HostSample> value) {
        Series series = series(value);
        return new Chart(title, now, range(series, Shown::percent), List.of(curve(series, WHOLE_PCT)));
    }

    private Chart network() {
        Series received = series(sample -> (double) sample.networkRxBytes()).perSecond();
        Series sent = series(sample -> (double) sample.networkTxBytes()).perSecond();
        double top = Math.max(1, Math.max(received.greatest(), sent.greatest()));
        return new Chart(
                "Network",
                "in " + rate(received.latest()) + ", out " + rate(sent.latest()),
                "in at most " + rate(received.greatest()) + ", out (dashed) at most " + rate(sent.greatest()),
                List.of(curve(received, top), curve(sent, top)));
    }

    private static String rate(double bytes) {
        return Shown.bytes(Math.round(bytes)) + "/s";
    }

    private Chart load() {
        Series series = series(HostSample::load1m);
        return new Chart(
                "Load",
                load(series.latest()),
                range(series, HostCharts::load),
                List.of(curve(series, Math.max(1, series.greatest()))));
    }

    private static String load(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private Series series(ToDoubleFunction<HostSample> value) {
        return new Series(hour.stream()
                .map(sample -> new Series.Point(sample.timestampMs(), value.applyAsDouble(sample)))
                .toList());
    }

    private static String range(Series series, DoubleFunction<String> words) {
        return "mean " + words.apply(series.mean()) + ", at most " + words.apply(series.greatest());
    }

    private Sparkline curve(Series series, double top) {
        return Sparkline.of(series.means(COLUMNS, SPAN_MS, latest.timestampMs()), COLUMNS, top);
    }
}
