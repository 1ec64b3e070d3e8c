package dev.statusagent.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.time.InstantSource;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;

/** Reads the host through OSHI. Blocks for some milliseconds; used by one thread at a time. */
@ApplicationScoped
class HostSampler {
    private static final File ROOT = new File("/");

    private final InstantSource clock;
    private final SystemInfo system = new SystemInfo();
    private long[] ticksBefore = new long[CentralProcessor.TickType.values().length];

    HostSampler(InstantSource clock) {
        this.clock = clock;
    }

    HostSample sample() {
        CentralProcessor processor = system.getHardware().getProcessor();
        double cpu = processor.getSystemCpuLoadBetweenTicks(ticksBefore);
        ticksBefore = processor.getSystemCpuLoadTicks();
        GlobalMemory memory = system.getHardware().getMemory();
        long memoryUsed = memory.getTotal() - memory.getAvailable();
        long diskTotal = ROOT.getTotalSpace();
        long diskUsed = diskTotal - ROOT.getFreeSpace();
        List<NetworkIF> networks = system.getHardware().getNetworkIFs();
        return new HostSample(
                clock.millis(),
                rounded(cpu * 100),
                memory.getTotal(),
                memoryUsed,
                percent(memoryUsed, memory.getTotal()),
                diskTotal,
                diskUsed,
                percent(diskUsed, diskTotal),
                Math.max(0, processor.getSystemLoadAverage(1)[0]),
                networks.stream().mapToLong(NetworkIF::getBytesRecv).sum(),
                networks.stream().mapToLong(NetworkIF::getBytesSent).sum());
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : rounded(100.0 * part / whole);
    }

    private static double rounded(double value) {
        return Math.round(Math.max(0, Math.min(100, value)) * 100) / 100.0;
    }
}
