package dev.statusagent.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.host.HostSample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostChartsTest {
    private static final long NOW = 1_795_600_005_000L;
    private static final long GIB = 1L << 30;

    private static HostSample sample(long atMs, double cpu, long received) {
        return new HostSample(atMs, cpu, 8 * GIB, 2 * GIB, 25, 100 * GIB, 50 * GIB, 50, 1.5, received, received / 2);
    }

    @Test
    void showsNothingBeforeTheFirstSample() {
        assertThat(HostCharts.of(List.of())).isEmpty();
    }

    @Test
    void saysTheValuesOfASingleSample() {
        List<Chart> charts = HostCharts.of(List.of(sample(NOW, 12, 5000)));
        assertThat(charts).extracting(Chart::title).containsExactly("CPU", "Memory", "Disk", "Network", "Load");
        assertThat(charts)
                .extracting(Chart::now)
                .containsExactly(
                        "12.0 %", "2.00 GiB of 8.00 GiB", "50.0 GiB of 100 GiB", "in 0 B/s, out 0 B/s", "1.50");
        assertThat(charts.get(0).curves().get(0).points()).isEmpty();
    }

    @Test
    void drawsAnHourInHalfMinutes() {
        List<HostSample> hour = IntStream.range(0, 240)
                .mapToObj(i -> sample(NOW - (239 - i) * 15_000L, i % 2 == 0 ? 0 : 100, i * 15_000L))
                .toList();
        List<Chart> charts = HostCharts.of(hour);
        Chart cpu = charts.get(0);
        assertThat(cpu.range()).isEqualTo("mean 50.0 %, at most 100 %");
        assertThat(cpu.curves().get(0).points().split(" "))
                .hasSizeBetween(HostCharts.COLUMNS, HostCharts.COLUMNS + 1)
                .endsWith("119,10.0");
        Chart network = charts.get(3);
        assertThat(network.now()).isEqualTo("in 0.98 KiB/s, out 500 B/s");
        assertThat(network.curves()).hasSize(2);
        assertThat(network.curves().get(0).points()).endsWith("119,1.0");
        assertThat(network.curves().get(1).points()).endsWith("119,10.0");
    }

    @Test
    void aCounterThatBeginsAnewIsNoTraffic() {
        List<HostSample> hour =
                List.of(sample(NOW - 60_000, 1, 1_000_000), sample(NOW - 30_000, 1, 0), sample(NOW, 1, 30_000));
        assertThat(HostCharts.of(hour).get(3).now()).isEqualTo("in 0.98 KiB/s, out 500 B/s");
        assertThat(HostCharts.of(hour).get(3).range()).startsWith("in at most 0.98 KiB/s");
    }

    @Test
    void leavesOutWhatIsOlderThanAnHourOfTheLatest() {
        List<HostSample> hour = List.of(sample(NOW - 7_200_000, 1, 0), sample(NOW - 30_000, 1, 0), sample(NOW, 1, 0));
        assertThat(HostCharts.of(hour).get(0).curves().get(0).points()).isEqualTo("118,18.8 119,18.8");
    }
}
