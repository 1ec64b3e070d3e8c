package dev.statusagent.container.docker;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.config.Redaction;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerDetails;
import dev.statusagent.container.ContainerRuntime;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.ContainerStats;
import dev.statusagent.container.LogPart;
import dev.statusagent.container.LogQuery;
import dev.statusagent.container.LogStream;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** Docker's engine. These are all the calls that are ever made of its API, beside {@code GET /_ping}. */
final class DockerRuntime implements ContainerRuntime {
    private static final Logger LOG = Logger.getLogger(DockerRuntime.class);
    /** What a container gets to end by itself before it is killed; the engine's own default. */
    private static final int GRACE_SECONDS = 10;

    /** Docker's own. */
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DockerEngine engine;
    private final Supplier<Redaction> agentSecrets;
    private final DockerStats stats = new DockerStats();
    private final AtomicReference<String> lastReason = new AtomicReference<>("");

    /**
     * @param agentSecrets hides the secrets that the agent has at this moment
     */
    DockerRuntime(DockerEngine engine, Supplier<Redaction> agentSecrets) {
        this.engine = engine;
        this.agentSecrets = agentSecrets;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public List<Container> list() {
        List<Container> found = new ArrayList<>();
        for (JsonNode listed : all()) {
            inspected(listed.path("Id").asText()).map(DockerJson::container).ifPresent(found::add);
        }
        found.sort(comparing(Container::name));
        return found;
    }

    @Override
    public Map<String, ContainerState> states() {
        Map<String, ContainerState> states = new TreeMap<>();
        for (JsonNode listed : all()) {
            String name = listed.path("Names").path(0).asText().replaceFirst("^/", "");
            states.put(name, ContainerState.of(listed.path("State").asText()));
        }
        return states;
    }

    private JsonNode all() {
        try {
            return engine.get("/containers/json?all=1");
        } catch (IOException e) {
            throw away(e);
        }
    }

    @Override
    public ContainerDetails inspect(String container) {
        return find(container).details();
    }

    @Override
    public ContainerStats stats(String container) {
        DockerJson found = find(container);
        if (found.state() != ContainerState.RUNNING && found.state() != ContainerState.PAUSED) {
            throw new StatusException(ProblemType.CONTAINER_STATE, "The container is not running");
        }
        String path = "/containers/" + found.id() + "/stats?stream=false";
        try {
            Optional<ContainerStats> known = stats.ofOne(found.id(), running(engine.get(path + "&one-shot=1")));
            return known.isPresent() ? known.get() : compared(found.id(), path);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @Override
    public Map<String, ContainerStats> usage(Collection<String> ids) {
        Map<String, ContainerStats> usage = new HashMap<>();
        for (String id : ids) {
            reading(id).flatMap(json -> stats.ofOne(id, json)).ifPresent(found -> usage.put(id, found));
        }
        return usage;
    }

    /** Empty where the container has ended or gone meanwhile. */
    private Optional<JsonNode> reading(String id) {
        try {
            return Optional.of(engine.get("/containers/" + id + "/stats?stream=false&one-shot=1"))
                    .filter(DockerRuntime::isOfARunningOne);
        } catch (DockerEngine.RefusedException e) {
            if (e.status() == 404 || e.status() == 409) {
                return Optional.empty();
            }
            throw away(e);
        } catch (IOException e) {
            throw away(e);
        }
    }

    /** Of two readings: Docker's engine takes both and answers then, Podman has but one each time it is asked. */
    private ContainerStats compared(String id, String path) throws IOException {
        JsonNode answer = running(engine.get(path));
        if (DockerStats.isOfTwo(answer)) {
            return stats.ofTwo(id, answer);
        }
        try {
            Thread.sleep(BETWEEN_READINGS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(new IOException(e));
        }
        return stats.ofOne(id, running(engine.get(path)))
                .orElseThrow(() -> new StatusException(ProblemType.CONTAINER_STATE, "The container is not running"));
    }

    /** Of a container that has ended the engine tells zeros. */
    private static boolean isOfARunningOne(JsonNode answer) {
        return !answer.at("/memory_stats/usage").isMissingNode();
    }

    private static JsonNode running(JsonNode answer) {
        if (!isOfARunningOne(answer)) {
            throw new StatusException(ProblemType.CONTAINER_STATE, "The container is not running");
        }
        return answer;
    }

    @Override
    public LogStream logs(String container, LogQuery query) {
        if (!query.part().equals(LogPart.MAIN)) {
            throw new StatusException(
                    ProblemType.BAD_REQUEST, "pod, container and previous are for Kubernetes; a container has one log");
        }
        DockerJson found = find(container);
        try {
            return new DockerLogStream(
                    engine.stream(
                            "/containers/" + found.id() + "/logs?stdout=1&stderr=1&timestamps=1" + parameters(query)),
                    found.hasTerminal(),
                    found.redaction());
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static String parameters(LogQuery query) {
        String tail = query.tail().isPresent() ? String.valueOf(query.tail().getAsInt()) : "all";
        return "&tail=" + tail + "&follow=" + (query.follow() ? 1 : 0)
                + query.since()
                        .map(DockerRuntime::seconds)
                        .map(since -> "&since=" + since)
                        .orElse("");
    }

    private static String seconds(Instant moment) {
        return "%d.%09d".formatted(moment.getEpochSecond(), moment.getNano());
    }

    @Override
    public void perform(ContainerAction action, String container) {
        DockerJson found = find(container);
        action.requirePossible(found.state());
        boolean ends = action == ContainerAction.STOP || action == ContainerAction.RESTART;
        try {
            engine.post("/containers/" + found.id() + "/" + action.code() + (ends ? "?t=" + GRACE_SECONDS : ""));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The engine also takes the beginning of an id for a name; here that is no container. */
    private DockerJson find(String container) {
        return inspected(container)
                .filter(found -> found.name().equals(container) || found.id().equals(container))
                .orElseThrow(DockerRuntime::unknown);
    }

    private Optional<DockerJson> inspected(String container) {
        try {
            return Optional.of(new DockerJson(engine.get("/containers/" + container + "/json"), agentSecrets.get()));
        } catch (DockerEngine.RefusedException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw away(e);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static StatusException unknown() {
        return new StatusException(ProblemType.NOT_FOUND, "There is no such container");
    }

    private StatusException refused(IOException e) {
        if (!(e instanceof DockerEngine.RefusedException refusal)) {
            return away(e);
        }
        return switch (refusal.status()) {
            case 304 -> new StatusException(ProblemType.CONTAINER_STATE, "The container is in that state already");
            case 404 -> unknown();
            case 409 -> new StatusException(ProblemType.CONTAINER_STATE);
            default -> failed(refusal);
        };
    }

    /** What the engine says may name paths of the host: it is for the log, not for the caller. */
    private static StatusException failed(DockerEngine.RefusedException refusal) {
        LOG.warnf("The engine answered %d: %s", refusal.status(), refusal.getMessage());
        return new StatusException(
                ProblemType.CONTAINER_STATE, "The engine could not do it; the agent's log has its reason");
    }

    /** That nobody answers is told by whoever samples; what an operator can mend, here, once until it is something else. */
    private StatusException away(IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean mendable = e instanceof SSLException || e instanceof DockerEngine.RefusedException;
        if (mendable && !reason.equals(lastReason.getAndSet(reason))) {
            LOG.warnf("The engine refuses the agent, or the agent the engine: %s", reason);
        }
        return StatusException.retryAfter(ProblemType.RUNTIME_UNAVAILABLE, RETRY);
    }
}
