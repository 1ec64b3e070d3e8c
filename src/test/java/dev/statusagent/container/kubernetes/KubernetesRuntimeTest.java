package dev.statusagent.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Redaction;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerDetails;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerRuntimeContract;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogPart;
import dev.statusagent.container.LogQuery;
import dev.statusagent.container.Pod;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.kubernetes.ClusterDouble;
import dev.statusagent.testing.kubernetes.Objects;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract, kept before a mock API server, and what is only so in Kubernetes. */
class KubernetesRuntimeTest extends ContainerRuntimeContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-25T21:00:00.5Z");

    private static ClusterDouble cluster;
    private static KubernetesClient client;
    private static KubernetesClient nobody;

    @BeforeAll
    static void startCluster() {
        cluster = new ClusterDouble();
        client = cluster.client(PATIENCE);
        nobody = ClusterDouble.client(URI.create("http://127.0.0.1:1"), PATIENCE);
    }

    @AfterAll
    static void stopCluster() {
        client.close();
        nobody.close();
        cluster.close();
    }

    private static ContainerRuntime runtime(KubernetesClient client, String selector, Supplier<Redaction> secrets) {
        return new KubernetesRuntime(
                new Cluster(() -> client, Optional.empty(), Optional.ofNullable(selector)),
                secrets,
                InstantSource.fixed(NOW));
    }

    @Override
    protected ContainerRuntime runtime(Supplier<Redaction> agentSecrets) {
        return runtime(client, null, agentSecrets);
    }

    @Override
    protected ContainerRuntime unreachable() {
        return runtime(nobody, null, () -> Redaction.NONE);
    }

    @Override
    protected void start(String name, String script, Map<String, String> variables, Map<String, String> labels) {
        cluster.run(name, script, variables, labels);
    }

    /** It is started again and again. */
    @Override
    protected ContainerState ended() {
        return ContainerState.RESTARTING;
    }

    @Override
    protected void removeAll() {
        cluster.clear();
    }

    private static StatefulSet statefulSet(String name) {
        StatefulSet made = cluster.admin()
                .apps()
                .statefulSets()
                .resource(Objects.statefulSet(name, Map.of("tier", "data")))
                .create();
        pod(made, made.getSpec().getTemplate(), 0);
        return made;
    }

    private static DaemonSet daemonSet(String name) {
        DaemonSet made = cluster.admin()
                .apps()
                .daemonSets()
                .resource(Objects.daemonSet(name, Map.of()))
                .create();
        pod(made, made.getSpec().getTemplate(), 0);
        return made;
    }

    private static void pod(
            io.fabric8.kubernetes.api.model.HasMetadata workload, PodTemplateSpec template, int number) {
        cluster.admin().pods().resource(Objects.pod(workload, template, number)).create();
    }

    private void assertRefused(ProblemType type, String detail, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(type))
                .hasMessage(detail);
    }

    @Test
    void showsWorkloadsOfAllKinds() {
        start("web", RUNS, Map.of(), Map.of());
        statefulSet("db");
        daemonSet("logs");
        assertThat(runtime.list()).extracting(Container::name).containsExactly("db", "logs", "web");
        assertThat(runtime.states().values()).containsOnly(ContainerState.RUNNING);
        assertThat(runtime.inspect("db").pods()).extracting(Pod::name).containsExactly("db-0");
    }

    @Test
    void tellsWorkloadsOfOneNameApartByTheirKind() {
        start("web", RUNS, Map.of(), Map.of());
        StatefulSet set = statefulSet("web-2");
        assertThat(runtime.inspect("web-2_statefulset").container().name()).isEqualTo("web-2");
        cluster.admin()
                .apps()
                .deployments()
                .resource(Objects.deployment("web-2", Map.of(), Map.of()))
                .create();
        assertThat(runtime.list())
                .extracting(Container::name)
                .containsExactly("web", "web-2_deployment", "web-2_statefulset");
        assertThat(runtime.inspect("web-2_statefulset").container().id())
                .isEqualTo(set.getMetadata().getUid());
        assertThat(runtime.inspect("web-2_statefulset").pods()).hasSize(1);
        assertThat(runtime.inspect("web-2_deployment").pods()).isEmpty();
        assertRefused(
                ProblemType.NOT_FOUND,
                "There is no such container, but web-2_deployment and web-2_statefulset",
                () -> runtime.perform(ContainerAction.RESTART, "web-2"));
        assertRefused(ProblemType.NOT_FOUND, "There is no such container", () -> runtime.inspect("web-2_daemonset"));
    }

    @Test
    void showsOnlyWhatTheSelectorChooses() {
        start("web", RUNS, Map.of(), Map.of("team", "shop"));
        start("other", RUNS, Map.of(), Map.of("team", "else"));
        ContainerRuntime some = runtime(client, "team=shop", () -> Redaction.NONE);
        assertThat(some.states()).containsOnlyKeys("web");
        String hidden = runtime.inspect("other").container().id();
        assertRefused(ProblemType.NOT_FOUND, "There is no such container", () -> some.inspect("other"));
        assertRefused(ProblemType.NOT_FOUND, "There is no such container", () -> some.inspect(hidden));
        assertRefused(
                ProblemType.NOT_FOUND,
                "There is no such container",
                () -> some.perform(ContainerAction.RESTART, "other"));
    }

    @Test
    void sumsUpItsPods() {
        Deployment web = cluster.run("web", RUNS, Map.of(), Map.of());
        pod(web, web.getSpec().getTemplate(), 1);
        cluster.admin().apps().deployments().withName("web").scale(2);
        assertThat(runtime.inspect("web").container().health().status()).isEqualTo("healthy");
        cluster.become("web-1", Objects.crashed(137, "back-off 10s restarting"));
        ContainerDetails details = runtime.inspect("web");
        assertThat(details.container().state()).isEqualTo(ContainerState.RUNNING);
        assertThat(details.container().health().status()).isEqualTo("unhealthy");
        assertThat(details.container().health().lastProbeOutput())
                .isEqualTo("1 of 2 ready; web-1: app CrashLoopBackOff (back-off 10s restarting), after exit code 137");
        assertThat(details.oomKilled()).isTrue();
        assertThat(details.pods()).extracting(Pod::ready).containsExactly(true, false);
        Pod.Member failed = details.pods().get(1).containers().get(0);
        assertThat(failed.state()).isEqualTo(ContainerState.RESTARTING);
        assertThat(failed.exitCode()).isEqualTo(137);
        assertThat(failed.reason()).isEqualTo("CrashLoopBackOff");
    }

    @Test
    void isExitedWhereNoPodIsWanted() {
        cluster.admin()
                .apps()
                .deployments()
                .resource(new DeploymentBuilder(Objects.deployment("off", Map.of(), Map.of()))
                        .editSpec()
                        .withReplicas(0)
                        .endSpec()
                        .build())
                .create();
        Container off = runtime.list().get(0);
        assertThat(off.state()).isEqualTo(ContainerState.EXITED);
        assertThat(off.health()).isNull();
        assertRefused(
                ProblemType.CONTAINER_STATE,
                "It has no Pods",
                () -> runtime.logs("off", new LogQuery(OptionalInt.empty(), Optional.empty(), false)));
    }

    @Test
    void isCreatedWhileItsFirstPodIsOnItsWay() {
        cluster.admin()
                .apps()
                .deployments()
                .resource(Objects.deployment("new", Map.of(), Map.of()))
                .create();
        Container created = runtime.inspect("new").container();
        assertThat(created.state()).isEqualTo(ContainerState.CREATED);
        assertThat(created.health().status()).isEqualTo("starting");
        assertThat(created.health().lastProbeOutput()).isEqualTo("0 of 1 ready");
    }

    @Test
    void restartsByARollout() {
        start("web", RUNS, Map.of(), Map.of());
        statefulSet("db");
        daemonSet("logs");
        List.of("web", "db", "logs").forEach(name -> runtime.perform(ContainerAction.RESTART, name));
        var apps = cluster.admin().apps();
        assertThat(List.of(
                        apps.deployments().withName("web").get().getSpec().getTemplate(),
                        apps.statefulSets().withName("db").get().getSpec().getTemplate(),
                        apps.daemonSets().withName("logs").get().getSpec().getTemplate()))
                .allSatisfy(template -> assertThat(template.getMetadata().getAnnotations())
                        .containsEntry("kubectl.kubernetes.io/restartedAt", "2026-11-25T21:00:00Z"));
        assertThat(apps.deployments()
                        .withName("web")
                        .get()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .containsEntry("run", "web");
    }

    @Test
    void restartsNoDeploymentWhoseRolloutsArePaused() {
        start("web", RUNS, Map.of(), Map.of());
        cluster.admin()
                .apps()
                .deployments()
                .withName("web")
                .edit(web -> new DeploymentBuilder(web)
                        .editSpec()
                        .withPaused(true)
                        .endSpec()
                        .build());
        assertRefused(
                ProblemType.CONTAINER_STATE,
                "Rollouts of the Deployment are paused; resume them",
                () -> runtime.perform(ContainerAction.RESTART, "web"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ContainerAction.class,
            names = {"START", "STOP", "PAUSE", "UNPAUSE"})
    void saysWhyItDoesNothingElse(ContainerAction action) {
        start("web", RUNS, Map.of(), Map.of());
        assertThatThrownBy(() -> runtime.perform(action, "web"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONTAINER_STATE))
                .hasMessageContaining("A workload in Kubernetes");
    }

    @Test
    void measuresNothingWhereTheClusterDoesNot() {
        start("web", RUNS, Map.of(), Map.of());
        cluster.measure(false);
        assertRefused(
                ProblemType.CONTAINER_STATE,
                "The cluster does not measure it, or not yet: see its metrics server",
                () -> runtime.stats("web"));
    }

    @Test
    void tellsTheUseOfAllAtOnce() {
        start("web", RUNS, Map.of(), Map.of());
        start("other", RUNS, Map.of(), Map.of());
        String id = runtime.inspect("web").container().id();
        assertThat(runtime.usage(List.of(id))).containsOnlyKeys(id);
        assertThat(runtime.usage(List.of(id)).get(id).memoryUsedBytes()).isPositive();
        cluster.measure(false);
        assertThat(runtime.usage(List.of(id))).isEmpty();
    }

    @Test
    void readsTheLogOfThePodThatIsAskedFor() throws IOException {
        Deployment web = cluster.run("web", "echo here", Map.of(), Map.of());
        awaitState("web", ended());
        pod(web, web.getSpec().getTemplate(), 1);
        try (var log = runtime.logs("web", query(new LogPart(Optional.of("web-0"), Optional.of("app"), false)))) {
            assertThat(log.next()).map(LogLine::text).contains("here");
        }
        assertRefused(
                ProblemType.CONTAINER_STATE,
                "There is no such log, or not yet",
                () -> runtime.logs("web", query(LogPart.MAIN)));
        assertRefused(
                ProblemType.NOT_FOUND,
                "It has no such Pod",
                () -> runtime.logs("web", query(new LogPart(Optional.of("db-0"), Optional.empty(), false))));
        assertRefused(
                ProblemType.NOT_FOUND,
                "Its Pod has no such container",
                () -> runtime.logs("web", query(new LogPart(Optional.empty(), Optional.of("sidecar"), false))));
    }

    private static LogQuery query(LogPart part) {
        return new LogQuery(OptionalInt.empty(), Optional.empty(), false, part);
    }

    @Test
    void asksForExactlyWhatItsRoleAllows() throws IOException {
        start("web", "echo here; " + RUNS, Map.of(), Map.of());
        statefulSet("db");
        daemonSet("logs");
        runtime.list();
        runtime.states();
        runtime.inspect("web");
        runtime.stats("web");
        runtime.logs("web", query(LogPart.MAIN)).close();
        Set.of("web", "db", "logs").forEach(name -> runtime.perform(ContainerAction.RESTART, name));
        assertThat(cluster.used()).isEqualTo(cluster.role());
    }
}
