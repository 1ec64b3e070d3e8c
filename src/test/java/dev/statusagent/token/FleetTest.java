package dev.statusagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What 10,000 agents ask of one Vault in an hour; {@code docs/operations.md} has the figures and the formula. */
class FleetTest {
    private static final int SIZE = 10_000;
    private static final int HOUR = 3600;
    private static final int SETTLED = 300;
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    /** An interval less the tick, less half of its jitter, and half a tick until the agent looks. */
    private static final double MEAN_INTERVAL = 59 - 59 / 12.0 + 0.5;

    private static SimulatedVault hourWithOutage(int awayFrom, int awayTo) {
        Fleet.Time time = new Fleet.Time();
        SimulatedVault vault = new SimulatedVault(time, awayFrom, awayTo, HOUR);
        new Fleet(time, SIZE, vault, INTERVAL, 7).run(Duration.ofSeconds(HOUR));
        return vault;
    }

    private static void print(String what, int peak, double mean) {
        System.out.printf("%d agents, %s: at most %d calls a second, %.1f x the mean%n", SIZE, what, peak, peak / mean);
    }

    @Test
    void spreadsOutWithinFiveMinutesAfterAllHaveStartedAtOnce() {
        SimulatedVault vault = hourWithOutage(HOUR, HOUR);
        double mean = vault.mean(SETTLED, HOUR);
        print("started within a second", vault.peak(0, 1), mean);
        print("from then on for five minutes", vault.peak(1, SETTLED), mean);
        print("from five minutes on", vault.peak(SETTLED, HOUR), mean);
        assertThat(mean).isCloseTo(SIZE / MEAN_INTERVAL, Percentage.withPercentage(1));
        assertThat(vault.peak(1, SETTLED)).isLessThan((int) (2.2 * mean));
        assertThat(vault.peak(SETTLED, HOUR)).isLessThanOrEqualTo((int) (1.5 * mean));
    }

    @Test
    void comesBackFromTenMinutesWithoutVaultAsEvenlyAsBefore() {
        SimulatedVault vault = hourWithOutage(1200, 1800);
        double mean = vault.mean(SETTLED, 1200);
        print("Vault away, first minute", vault.peak(1200, 1260), mean);
        print("Vault away, after three minutes", vault.peak(1380, 1800), mean);
        print("Vault back", vault.peak(1800, HOUR), mean);
        assertThat(vault.peak(1200, 1260)).isLessThan((int) (7 * mean));
        assertThat(vault.peak(1380, 1800)).isLessThanOrEqualTo((int) (1.5 * mean));
        assertThat(vault.peak(1800, HOUR)).isLessThanOrEqualTo((int) (1.5 * mean));
    }

    @Test
    void spreadsOutWhenVaultComesBackAfterAllHaveStartedWithoutIt() {
        SimulatedVault vault = hourWithOutage(0, 600);
        double mean = vault.mean(900, HOUR);
        print("started without Vault, first minute", vault.peak(0, 60), mean);
        print("started without Vault, Vault back", vault.peak(600, 900), mean);
        assertThat(vault.peak(0, 60)).isEqualTo(SIZE);
        assertThat(vault.peak(600, 900)).isLessThan((int) (3.5 * mean));
        assertThat(vault.peak(900, HOUR)).isLessThanOrEqualTo((int) (1.5 * mean));
    }

    @Test
    void letsNoAgentBeOlderThanTheInterval() {
        Fleet.Time time = new Fleet.Time();
        SimulatedVault vault = new SimulatedVault(time, HOUR, HOUR, HOUR);
        new Fleet(time, 1, vault, INTERVAL, 7).run(Duration.ofSeconds(HOUR));
        assertThat(vault.longestPause()).isLessThanOrEqualTo(INTERVAL);
    }
}
