package dev.statusagent.panel;

import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerHealth;
import dev.statusagent.container.ContainerPort;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.ContainerStats;
import dev.statusagent.container.LiveContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * A container as its row of the table shows it.
 *
 * @param offered what its reader may do to containers here
 * @param now the moment of the page
 */
record ContainerRow(LiveContainer live, Set<ContainerAction> offered, Instant now) {
    /** A share of a processor that fills a sparkline even if nothing more was used: else an idle container would look busy. */
    private static final double CPU_SCALE_PCT = 5;

    private static final Pattern AFTER_A_MARK = Pattern.compile("(?<=[/:@])");

    private static final int LONGEST_PROBE_OUTPUT = 120;

    public Container container() {
        return live.container();
    }

    ContainerRow {
        offered = Set.copyOf(offered);
    }

    /** The image in pieces, between which a line may end. */
    public List<String> imageParts() {
        return List.of(AFTER_A_MARK.split(container().image()));
    }

    public boolean isStopped() {
        return switch (container().state()) {
            case CREATED, EXITED, DEAD -> true;
            default -> false;
        };
    }

    /** Published ports as {@code 8080→80/tcp}, the others as {@code 80/tcp}; each once, though it be published twice. */
    public List<String> ports() {
        return container().ports().stream().map(ContainerRow::port).distinct().toList();
    }

    private static String port(ContainerPort port) {
        String inside = port.containerPort() + "/" + port.protocol();
        return port.hostPort() == null ? inside : port.hostPort() + "→" + inside;
    }

    /** Seconds since the start; -1 while it does not run. */
    public long upSeconds() {
        Instant started = container().startedAt();
        boolean runs = !isStopped() && started != null;
        return runs ? Math.max(0, Duration.between(started, now).toSeconds()) : -1;
    }

    public String uptime() {
        return upSeconds() < 0 ? Shown.NOTHING : Shown.duration(Duration.ofSeconds(upSeconds()));
    }

    /** What the last probe said, if the container is not healthy; else null. */
    public String complaint() {
        ContainerHealth health = container().health();
        if (health == null
                || health.lastProbeOutput() == null
                || !health.status().equals("unhealthy")) {
            return null;
        }
        String output = health.lastProbeOutput().strip();
        return output.length() > LONGEST_PROBE_OUTPUT ? output.substring(0, LONGEST_PROBE_OUTPUT) + "…" : output;
    }

    /** The latest values; null where there are none. */
    public ContainerStats usage() {
        return live.usage().isEmpty() ? null : live.usage().get(live.usage().size() - 1);
    }

    public String cpu() {
        return usage() == null ? Shown.NOTHING : Shown.percent(usage().cpuUsagePct());
    }

    public String memory() {
        return usage() == null ? Shown.NOTHING : Shown.bytes(usage().memoryUsedBytes());
    }

    /** Null where it is not known. */
    public String memoryLimit() {
        return usage() == null || usage().memoryLimitBytes() == 0 ? null : Shown.bytes(usage().memoryLimitBytes());
    }

    public Sparkline cpuCurve() {
        return curve(ContainerStats::cpuUsagePct, CPU_SCALE_PCT);
    }

    public Sparkline memoryCurve() {
        return curve(stats -> (double) stats.memoryUsedBytes(), 0);
    }

    private Sparkline curve(ToDoubleFunction<ContainerStats> value, double atLeast) {
        List<Double> values = live.usage().stream().map(value::applyAsDouble).toList();
        return Sparkline.of(values, LiveContainer.MOST_SAMPLES, atLeast);
    }

    /** What its reader may do to it in its state. What is stopped is started rather than restarted. */
    public List<ContainerAction> actions() {
        return Arrays.stream(ContainerAction.values())
                .filter(offered::contains)
                .filter(action -> action.isPossible(container().state()))
                .filter(action -> action != ContainerAction.RESTART || !isStopped())
                .filter(action -> container().state() != ContainerState.REMOVING)
                .toList();
    }
}
