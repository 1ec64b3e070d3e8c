package dev.statusagent.container;

import io.quarkus.test.junit.QuarkusMock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The containers of a made-up shop, for pictures. */
public final class SampleShop extends FakeRuntime implements AutoCloseable {
    private static final long MIB = 1L << 20;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Containers containers = new Containers(this, Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final Random random = new Random(7);
    private int samples;

    public SampleShop() {
        add("backup", "registry.example/backup:2.3", ContainerState.EXITED, null, null, 26, 0, 0);
        add("cache", "redis:7.4", ContainerState.RUNNING, "healthy", 6379, 203, 1.2, 38);
        add("checkout", "registry.example/checkout:4.11.2", ContainerState.RUNNING, "healthy", 8443, 5, 21, 412);
        add("db", "postgres:17.2", ContainerState.RUNNING, "healthy", 5432, 203, 8.5, 1180);
        add("mailer", "registry.example/mailer:1.9.0", ContainerState.RUNNING, "unhealthy", null, 51, 0.4, 96);
        add("reports", "registry.example/reports:0.8.1", ContainerState.PAUSED, null, null, 30, 0, 240);
        add("search", "opensearchproject/opensearch:2.19", ContainerState.RUNNING, "starting", 9200, 0.02, 138, 1460);
        add("web", "nginx:1.29", ContainerState.RUNNING, "healthy", 8080, 5, 4.2, 22);
    }

    private record Member(Container container, double cpu, double memoryMib) {}

    private void add(
            String name,
            String image,
            ContainerState state,
            String health,
            Integer port,
            double hours,
            double cpu,
            double memoryMib) {
        Instant started = Instant.now().minusSeconds(Math.round(hours * 3600));
        Container container = new Container(
                name,
                "id-of-" + name,
                image,
                state,
                health == null ? null : new ContainerHealth(health, 4, 1, "dial tcp 10.0.3.7:25: connection refused"),
                port == null ? List.of() : List.of(new ContainerPort(port, "tcp", "127.0.0.1", port)),
                Map.of(),
                started,
                name.equals("mailer") ? 7 : 0);
        members.put(name, new Member(container, cpu, memoryMib));
    }

    public void install() {
        QuarkusMock.installMockForType(containers, Containers.class);
    }

    @Override
    public List<Container> list() {
        return members.values().stream().map(Member::container).toList();
    }

    @Override
    public Map<String, ContainerState> states() {
        return list().stream().collect(Collectors.toMap(Container::name, Container::state));
    }

    @Override
    public Map<String, ContainerStats> usage(Collection<String> ids) {
        samples++;
        return members.values().stream()
                .filter(member -> ids.contains(member.container().id()))
                .collect(Collectors.toMap(member -> member.container().id(), this::usage));
    }

    private ContainerStats usage(Member member) {
        double wave =
                1 + 0.35 * Math.sin(samples / 6.0 + member.container().name().hashCode() % 6);
        double cpu = member.cpu() * (wave + 0.3 * random.nextDouble());
        long memory = Math.round(member.memoryMib() * MIB * (0.9 + samples / 600.0 + 0.02 * random.nextDouble()));
        return new ContainerStats(Instant.now(), Math.round(cpu * 100) / 100.0, memory, 8192 * MIB);
    }

    @Override
    public void close() {
        containers.close();
    }
}
