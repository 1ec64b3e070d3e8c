package dev.statusagent.container.kubernetes;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The API server, as far as one namespace is concerned. These are all the calls that are ever made of it. Each blocks until its
 * answer has begun, for 10 s at most, and then until it is read or the thread is interrupted. Thread-safe.
 */
final class Cluster {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Supplier<KubernetesClient> client;
    private final Optional<String> namespace;
    private final Optional<String> selector;
    private final Refusals refusals = new Refusals();

    /**
     * @param client makes it, when it is asked for the first time; always the same
     * @param namespace the client's own if empty
     * @param selector of the labels of workloads; all if empty
     */
    Cluster(Supplier<KubernetesClient> client, Optional<String> namespace, Optional<String> selector) {
        this.client = client;
        this.namespace = namespace;
        this.selector = selector;
    }

    /**
     * The workloads of all kinds.
     *
     * @param name those of that name alone; all if empty
     */
    List<Workload> workloads(Optional<String> name) {
        String query = '?'
                + selector.map(one -> parameter("labelSelector", one)).orElse("")
                + name.map(one -> parameter("fieldSelector", "metadata.name=" + one))
                        .orElse("");
        List<Workload> found = new ArrayList<>();
        list(Kind.DEPLOYMENT, query, DeploymentList.class).getItems().forEach(one -> found.add(Workload.of(one)));
        list(Kind.STATEFULSET, query, StatefulSetList.class).getItems().forEach(one -> found.add(Workload.of(one)));
        list(Kind.DAEMONSET, query, DaemonSetList.class).getItems().forEach(one -> found.add(Workload.of(one)));
        return found;
    }

    private <T> T list(Kind kind, String query, Class<T> type) {
        return ask("list", kind.resource(), call -> call.get(apps(kind) + query, type));
    }

    private String apps(Kind kind) {
        return "apis/apps/v1/namespaces/" + namespace() + '/' + kind.resource();
    }

    /** All Pods. */
    List<Pod> pods() {
        return ask("list", "pods", call -> call.get(core("pods"), PodList.class).getItems());
    }

    /** The Pods with those labels. */
    List<Pod> pods(LabelSelector labels) {
        String query = '?' + parameter("labelSelector", Selectors.text(labels));
        return ask(
                "list",
                "pods",
                call -> call.get(core("pods") + query, PodList.class).getItems());
    }

    private String core(String path) {
        return "api/v1/namespaces/" + namespace() + '/' + path;
    }

    /** What the Pods with those labels use, all Pods if it names none; empty where the cluster does not measure it. */
    List<GenericKubernetesResource> metrics(LabelSelector labels) {
        String query = '?' + parameter("labelSelector", Selectors.text(labels));
        return ask("list", "pods.metrics.k8s.io", call -> {
            try {
                String path = "apis/metrics.k8s.io/v1beta1/namespaces/" + namespace() + "/pods" + query;
                return call.get(path, GenericKubernetesResourceList.class).getItems();
            } catch (ApiCall.FailedException e) {
                if (e.status() == NOT_FOUND) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /**
     * The bytes of a Pod's log, which whoever opened it closes.
     *
     * @throws StatusException {@link ProblemType#CONTAINER_STATE} too, if there is none
     */
    InputStream log(String pod, String parameters) {
        return ask("get", "pods/log", call -> {
            try {
                return call.open(core("pods/" + pod + "/log?" + parameters));
            } catch (ApiCall.FailedException e) {
                if (e.status() == BAD_REQUEST) {
                    throw new StatusException(ProblemType.CONTAINER_STATE, "There is no such log, or not yet");
                }
                throw e;
            }
        });
    }

    /** Changes the workload by a merge patch (RFC 7396). */
    void patch(Workload workload, String patch) {
        ask("patch", workload.kind().resource(), call -> {
            call.patch(apps(workload.kind()) + '/' + workload.name(), patch);
            return workload;
        });
    }

    private String namespace() {
        return namespace.or(() -> Optional.ofNullable(client().getNamespace())).orElse("default");
    }

    private static String parameter(String name, String value) {
        return name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8) + '&';
    }

    private interface Question<T> {
        T ask(ApiCall call) throws ApiCall.FailedException;
    }

    private <T> T ask(String verb, String resource, Question<T> question) {
        try {
            T answer = question.ask(new ApiCall(client()));
            refusals.over(verb, resource);
            return answer;
        } catch (ApiCall.FailedException e) {
            throw refusals.told(verb, resource, e);
        }
    }

    private KubernetesClient client() {
        try {
            return client.get();
        } catch (RuntimeException e) {
            throw refusals.unusable(e);
        }
    }
}
