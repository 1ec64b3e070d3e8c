package dev.statusagent.container;

import dev.statusagent.config.Redaction;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.KnownSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The containers here, for whoever in the agent wants to know. Never blocks; each answer comes within a time limit, as
 * {@code RUNTIME_UNAVAILABLE} where the runtime does not answer. What else fails is as {@link ContainerRuntime} says. A runtime
 * that comes back, or comes up for the first time, is found by the next question.
 */
@ApplicationScoped
public class Containers {
    /** What can be the name of a container. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    /** Who is asked, in this order, where the operator has not chosen. */
    private static final List<String> AUTO = List.of("docker", "kubernetes");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration ACTION = Duration.ofSeconds(60);

    private final ContainerRuntime runtime;
    private final Duration question;
    private final Duration action;
    private final RuntimeCalls calls = new RuntimeCalls();

    @Inject
    Containers(ContainerConfig config, @Any Instance<RuntimeSource> sources, KnownSecrets secrets) {
        this(choose(config.runtime(), sources, secrets), QUESTION, ACTION);
    }

    /**
     * @param question how long the runtime has to answer
     * @param action how long it has to do something
     */
    Containers(ContainerRuntime runtime, Duration question, Duration action) {
        this.runtime = runtime;
        this.question = question;
        this.action = action;
    }

    private static ContainerRuntime choose(
            RuntimeChoice choice, Iterable<RuntimeSource> sources, Supplier<Redaction> secrets) {
        List<String> wanted =
                choice == RuntimeChoice.AUTO ? AUTO : List.of(choice.name().toLowerCase(Locale.ROOT));
        List<ContainerRuntime> found = wanted.stream()
                .flatMap(name -> named(name, sources).stream())
                .filter(source -> choice != RuntimeChoice.AUTO || source.isHere())
                .map(source -> source.open(secrets))
                .toList();
        return switch (found.size()) {
            case 0 -> new NoRuntime();
            case 1 -> found.get(0);
            default -> new FirstToAnswer(found);
        };
    }

    private static Optional<RuntimeSource> named(String name, Iterable<RuntimeSource> sources) {
        return StreamSupport.stream(sources.spliterator(), false)
                .filter(source -> source.name().equals(name))
                .findFirst();
    }

    /** The name of the runtime that is asked, whether or not it answers; {@code none} if none ever is. */
    public String runtime() {
        return runtime.name();
    }

    /** What can be done to containers here at all. */
    public Set<ContainerAction> actions() {
        return runtime.actions();
    }

    /** All containers, those that do not run too, by name. */
    public Uni<List<Container>> list() {
        return calls.call(question, runtime::list);
    }

    Uni<Map<String, ContainerState>> states() {
        return calls.call(question, runtime::states);
    }

    /** The container of that name. */
    public Uni<ContainerDetails> inspect(String container) {
        return of(container, question, runtime::inspect);
    }

    /** What the container of that name uses now. */
    public Uni<ContainerStats> stats(String container) {
        return of(container, question, runtime::stats);
    }

    /** What those of the containers use that run, by id, as {@link ContainerRuntime#usage} says. */
    Uni<Map<String, ContainerStats>> usage(Collection<String> ids) {
        return calls.call(question, () -> runtime.usage(ids));
    }

    /** Opens the log of the container of that name; whoever asked closes it. */
    public Uni<LogStream> logs(String container, LogQuery query) {
        return of(container, question, name -> runtime.logs(name, query));
    }

    /** Does it to the container of that name, and is done when it is. */
    public Uni<Void> perform(ContainerAction what, String container) {
        return of(container, action, name -> {
            runtime.perform(what, name);
            return null;
        });
    }

    private <T> Uni<T> of(String container, Duration limit, Function<String, T> call) {
        if (!NAME.matcher(container).matches() && !ID.matcher(container).matches()) {
            return Uni.createFrom().failure(unknown());
        }
        return calls.call(limit, () -> call.apply(container));
    }

    private static StatusException unknown() {
        return new StatusException(ProblemType.NOT_FOUND, "There is no such container");
    }

    @PreDestroy
    void close() {
        calls.close();
    }
}
