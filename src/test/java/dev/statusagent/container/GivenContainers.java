package dev.statusagent.container;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.Set;

/** Containers in memory, in place of the application's. */
public final class GivenContainers implements AutoCloseable {
    private final FakeRuntime runtime;
    private final Containers containers;

    public GivenContainers() {
        this(new FakeRuntime());
    }

    GivenContainers(FakeRuntime runtime) {
        this.runtime = runtime;
        this.containers = new Containers(runtime, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /** Lets the application have them. */
    public void install() {
        QuarkusMock.installMockForType(containers, Containers.class);
    }

    /** Lets the application look at the containers it has now, as it does from time to time. */
    public static void sample() {
        CDI.current().select(ContainerJob.class).get().sample().await().atMost(Duration.ofSeconds(10));
    }

    public void put(String name, ContainerState state) {
        runtime.states.put(name, state);
    }

    public ContainerState stateOf(String name) {
        return runtime.states.get(name);
    }

    /** Whether the runtime does not answer. */
    public void away(boolean away) {
        runtime.away = away;
    }

    /** What the health checks of all of them say. */
    public void health(String status) {
        runtime.health = status;
    }

    /** What the runtime can do at all. */
    public void actions(Set<ContainerAction> actions) {
        runtime.actions = Set.copyOf(actions);
    }

    /** The image of all of them. */
    public void image(String image) {
        runtime.image = image;
    }

    @Override
    public void close() {
        containers.close();
    }
}
