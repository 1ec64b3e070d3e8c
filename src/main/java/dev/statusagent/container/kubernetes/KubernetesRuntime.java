package dev.statusagent.container.kubernetes;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerDetails;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.ContainerStats;
import dev.statusagent.container.LogQuery;
import dev.statusagent.container.LogStream;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The workloads of a namespace. One is called by its name; where workloads of two kinds share a name, by that and the kind, such
 * as {@code web_statefulset}; and by its uid, which is its id.
 */
final class KubernetesRuntime implements ContainerRuntime {
    static final String NAME = "kubernetes";

    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Cluster cluster;
    private final Supplier<Redaction> agentSecrets;
    private final InstantSource clock;

    /**
     * @param agentSecrets hides the secrets that the agent has at this moment
     */
    KubernetesRuntime(Cluster cluster, Supplier<Redaction> agentSecrets, InstantSource clock) {
        this.cluster = cluster;
        this.agentSecrets = agentSecrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ContainerAction> actions() {
        return EnumSet.of(ContainerAction.RESTART);
    }

    @Override
    public List<Container> list() {
        return all().stream()
                .map(WorkloadReading::container)
                .sorted(comparing(Container::name))
                .toList();
    }

    @Override
    public Map<String, ContainerState> states() {
        Map<String, ContainerState> states = new TreeMap<>();
        all().forEach(workload -> states.put(workload.name(), workload.state()));
        return states;
    }

    private List<WorkloadReading> all() {
        List<Workload> workloads = cluster.workloads(Optional.empty());
        List<Pod> pods = workloads.isEmpty() ? List.of() : cluster.pods();
        return workloads.stream()
                .map(workload -> reading(workload, workloads, pods))
                .toList();
    }

    private WorkloadReading reading(Workload workload, List<Workload> all, List<Pod> pods) {
        boolean alone = all.stream()
                        .filter(other -> other.name().equals(workload.name()))
                        .count()
                == 1;
        String name = alone ? workload.name() : WorkloadName.full(workload);
        return new WorkloadReading(name, workload, pods, agentSecrets.get());
    }

    private WorkloadReading find(String container) {
        if (UID.matcher(container).matches()) {
            return all().stream()
                    .filter(one -> one.workload().id().equals(container))
                    .findFirst()
                    .orElseThrow(KubernetesRuntime::unknown);
        }
        WorkloadName wanted = WorkloadName.of(container);
        List<Workload> named = cluster.workloads(Optional.of(wanted.name()));
        List<Workload> fitting = named.stream().filter(wanted::fits).toList();
        if (fitting.size() > 1) {
            String names = fitting.stream().map(WorkloadName::full).collect(joining(" and "));
            throw new StatusException(ProblemType.NOT_FOUND, "There is no such container, but " + names);
        }
        Workload found = fitting.stream().findFirst().orElseThrow(KubernetesRuntime::unknown);
        return reading(found, named, cluster.pods(found.selector()));
    }

    private static StatusException unknown() {
        return new StatusException(ProblemType.NOT_FOUND, "There is no such container");
    }

    @Override
    public ContainerDetails inspect(String container) {
        return find(container).details();
    }

    @Override
    public ContainerStats stats(String container) {
        WorkloadReading found = find(container);
        if (found.state() != ContainerState.RUNNING) {
            throw new StatusException(ProblemType.CONTAINER_STATE, "The container is not running");
        }
        return PodMetrics.sum(found.pods(), cluster.metrics(found.workload().selector()))
                .orElseThrow(() -> new StatusException(
                        ProblemType.CONTAINER_STATE,
                        "The cluster does not measure it, or not yet: see its metrics server"));
    }

    @Override
    public Map<String, ContainerStats> usage(Collection<String> ids) {
        Map<String, ContainerStats> usage = new TreeMap<>();
        List<GenericKubernetesResource> measured = cluster.metrics(new LabelSelector());
        if (!measured.isEmpty()) {
            all().stream()
                    .filter(one -> ids.contains(one.workload().id()))
                    .forEach(one -> PodMetrics.sum(one.pods(), measured)
                            .ifPresent(stats -> usage.put(one.workload().id(), stats)));
        }
        return usage;
    }

    @Override
    public LogStream logs(String container, LogQuery query) {
        WorkloadReading found = find(container);
        PodChoice choice = PodChoice.of(query.part(), found.pods());
        return new KubernetesLogStream(
                cluster.log(choice.pod(), parameters(choice, query)), query.since(), found.redaction());
    }

    private static String parameters(PodChoice choice, LogQuery query) {
        String tail = query.tail().isPresent() ? "&tailLines=" + query.tail().getAsInt() : "";
        String since = query.since()
                .map(moment -> "&sinceTime=" + moment.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "container=" + choice.container() + "&timestamps=true&follow=" + query.follow() + "&previous="
                + query.part().previous() + tail + since;
    }

    @Override
    public void perform(ContainerAction action, String container) {
        Workload found = find(container).workload();
        if (action != ContainerAction.RESTART) {
            throw new StatusException(ProblemType.CONTAINER_STATE, reason(action));
        }
        if (found.paused()) {
            throw new StatusException(
                    ProblemType.CONTAINER_STATE, "Rollouts of the Deployment are paused; resume them");
        }
        cluster.patch(found, restartedAt(clock.instant()));
    }

    private static String reason(ContainerAction action) {
        return action == ContainerAction.START || action == ContainerAction.STOP
                ? "A workload in Kubernetes is started and stopped by scaling it, which is its owner's"
                : "A workload in Kubernetes cannot be paused";
    }

    /** As {@code kubectl rollout restart} does it: the Pods are replaced because their template has changed. */
    private static String restartedAt(Instant moment) {
        return """
                {"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"%s"}}}}}""".formatted(moment.truncatedTo(ChronoUnit.SECONDS));
    }
}
