package dev.statusagent.host;

/** Made-up host samples. */
public final class Samples {
    private Samples() {}

    public static HostSample cpu(double pct) {
        return sample(pct, 50, 50);
    }

    public static HostSample sample(double cpuPct, double memoryPct, double diskPct) {
        return new HostSample(
                1_795_569_041_952L,
                cpuPct,
                10_000,
                Math.round(memoryPct * 100),
                memoryPct,
                10_000,
                Math.round(diskPct * 100),
                diskPct,
                0.5,
                2,
                3);
    }
}
