package dev.statusagent.container;

import static java.util.stream.Collectors.toMap;

import dev.statusagent.config.Ticker;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The containers and what they have used lately, for pages that somebody looks at. However many look, the runtime is asked once
 * an interval; while nobody does, it is not asked at all. Never blocks. Thread-safe.
 */
@ApplicationScoped
public class LiveContainers {
    /** Between two samples. */
    static final Duration INTERVAL = Duration.ofSeconds(3);

    /** A page that has not asked for so long is not looked at any more. */
    private static final Duration WATCHED = Duration.ofSeconds(15);

    private static final Duration FRESH = INTERVAL.multipliedBy(2);
    /** What was used before a gap of that length is not shown beside what is used after it. */
    private static final Duration GAP = Duration.ofMinutes(1);

    private static final CompletableFuture<ContainersNow> NOTHING = CompletableFuture.completedFuture(null);

    private final Containers containers;
    private final Ticker ticker;
    private ContainersNow latest;
    private long sampledAtNanos;
    private long lookedAtNanos;
    private int changes;
    private CompletableFuture<ContainersNow> underWay = NOTHING;

    LiveContainers(Containers containers, Ticker ticker) {
        this.containers = containers;
        this.ticker = ticker;
        this.lookedAtNanos = ticker.nanos() - WATCHED.toNanos();
    }

    /** The containers, as they were two intervals ago at most; somebody is looking at them. */
    public synchronized Uni<ContainersNow> look() {
        lookedAtNanos = ticker.nanos();
        return latest != null && !isOlder(sampledAtNanos, FRESH)
                ? Uni.createFrom().item(latest)
                : sample();
    }

    /**
     * Something was done to a container: whoever looks next sees what has become of it, and not what the runtime was asked
     * before.
     */
    public synchronized void changed() {
        changes++;
        underWay = NOTHING;
        sampledAtNanos = ticker.nanos() - FRESH.toNanos();
    }

    synchronized Uni<Void> sampleIfWatched() {
        return isOlder(lookedAtNanos, WATCHED) ? Uni.createFrom().voidItem() : sample().replaceWithVoid();
    }

    private boolean isOlder(long sinceNanos, Duration limit) {
        return ticker.nanos() - sinceNanos >= limit.toNanos();
    }

    /** Whoever asks while the runtime is being asked gets what that brings. */
    private Uni<ContainersNow> sample() {
        if (underWay.isDone()) {
            int asOf = changes;
            underWay = ask().invoke(now -> found(now, asOf)).subscribeAsCompletionStage();
        }
        return Uni.createFrom().completionStage(underWay::copy);
    }

    private Uni<ContainersNow> ask() {
        return containers
                .list()
                .chain(found -> containers
                        .usage(running(found))
                        .onFailure(StatusException.class)
                        .recoverWithItem(Map.of())
                        .map(usage -> joined(found, usage)))
                .onFailure(StatusException.class)
                .recoverWithItem(ContainersNow.AWAY);
    }

    private static List<String> running(List<Container> found) {
        return found.stream()
                .filter(LiveContainers::isRunning)
                .map(Container::id)
                .toList();
    }

    private static boolean isRunning(Container container) {
        return container.state() == ContainerState.RUNNING || container.state() == ContainerState.PAUSED;
    }

    private synchronized ContainersNow joined(List<Container> found, Map<String, ContainerStats> usage) {
        Map<String, List<ContainerStats>> before = latest == null || isOlder(sampledAtNanos, GAP)
                ? Map.of()
                : latest.containers().stream()
                        .collect(toMap(live -> live.container().id(), LiveContainer::usage, (one, other) -> one));
        return new ContainersNow(
                true,
                found.stream()
                        .map(container -> new LiveContainer(
                                container,
                                isRunning(container)
                                        ? appended(
                                                before.getOrDefault(container.id(), List.of()),
                                                usage.get(container.id()))
                                        : List.of()))
                        .toList());
    }

    private static List<ContainerStats> appended(List<ContainerStats> before, ContainerStats latest) {
        if (latest == null) {
            return before;
        }
        List<ContainerStats> all = new ArrayList<>(before);
        all.add(latest);
        return all.subList(Math.max(0, all.size() - LiveContainer.MOST_SAMPLES), all.size());
    }

    private synchronized void found(ContainersNow now, int asOf) {
        if (asOf == changes) {
            latest = now;
            sampledAtNanos = ticker.nanos();
        }
    }
}
