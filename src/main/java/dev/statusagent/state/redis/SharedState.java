package dev.statusagent.state.redis;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Calls to the Redis server that agents share. None blocks, none lasts longer than {@link #TIME_LIMIT}, and a call that fails is
 * not tried again, since it may have been carried out. A failure is a {@link StatusException}: {@code STORE_UNAVAILABLE}, or
 * {@code STORAGE_FULL} where Redis has no room. While Redis is away one call at a time tries it and the others fail at once. Who
 * asks on a context of Vert.x gets the answer there, so that a request goes on on its own event loop. Thread-safe.
 */
@ApplicationScoped
public class SharedState {
    /** The longest that one call lasts. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(SharedState.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Supplier<Redis> client;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile Health health = Health.UNKNOWN;

    private enum Health {
        UNKNOWN,
        WORKING,
        AWAY
    }

    @Inject
    SharedState(Instance<Redis> client) {
        this(client::get);
    }

    SharedState(Supplier<Redis> client) {
        this.client = client;
    }

    /** Runs one command, with its arguments in Redis' order. */
    public Uni<Response> call(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return guarded(send(request));
    }

    /** Runs a script as one step; all keys that it touches are named. */
    public Uni<Response> run(Script script, List<String> keys, List<String> arguments) {
        Uni<Response> known = send(evaluation(Command.EVALSHA, script.sha1(), keys, arguments));
        return guarded(known.onFailure(SharedState::isUnknownScript)
                .recoverWithUni(() -> send(evaluation(Command.EVAL, script.text(), keys, arguments))));
    }

    /** The text that a command answers with; empty if the server refuses it, which is no sign of its not working. */
    Uni<String> ask(Command command) {
        return send(Request.cmd(command))
                .ifNoItem()
                .after(TIME_LIMIT)
                .recoverWithItem((Response) null)
                .map(answer -> answer == null ? "" : answer.toString())
                .onFailure()
                .recoverWithItem("");
    }

    /**
     * Hears what is published on the channel from soon on, until it is closed.
     *
     * @param onMessage must not block
     * @param onHearing run whenever the channel is heard (again); what was published before that is lost
     */
    public Channel hear(String channel, Consumer<String> onMessage, Runnable onHearing) {
        Channel heard = new Channel(client, channel, onMessage, onHearing);
        heard.open();
        return heard;
    }

    /** Whether the last call got an answer; no before the first. Answers from memory. */
    public boolean isWorking() {
        return health == Health.WORKING;
    }

    private static Request evaluation(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private Uni<Response> send(Request request) {
        return Uni.createFrom().deferred(() -> client.get().send(request));
    }

    private Uni<Response> guarded(Uni<Response> answer) {
        return Uni.createFrom().deferred(() -> {
            boolean trial = health == Health.AWAY;
            if (trial && !trying.compareAndSet(false, true)) {
                return Uni.createFrom().failure(away());
            }
            return onTheAskersContext(answer.ifNoItem().after(TIME_LIMIT).fail())
                    .invoke(() -> note(Health.WORKING, null))
                    .onFailure()
                    .transform(this::problem)
                    .onTermination()
                    .invoke(() -> {
                        if (trial) {
                            trying.set(false);
                        }
                    });
        });
    }

    private static Uni<Response> onTheAskersContext(Uni<Response> answer) {
        Context asked = Vertx.currentContext();
        return asked == null ? answer : answer.emitOn(task -> asked.runOnContext(ignored -> task.run()));
    }

    private static StatusException away() {
        return StatusException.retryAfter(ProblemType.STORE_UNAVAILABLE, RETRY_AFTER);
    }

    private StatusException problem(Throwable failure) {
        if (isOutOfRoom(failure)) {
            note(Health.WORKING, null);
            LOG.warnf("Redis has no room: %s", failure.getMessage());
            return new StatusException(ProblemType.STORAGE_FULL);
        }
        if (!(failure instanceof ConnectionPoolTooBusyException)) {
            note(Health.AWAY, failure);
        }
        return away();
    }

    private void note(Health now, Throwable failure) {
        Health before = health;
        health = now;
        if (now == Health.AWAY && before != Health.AWAY) {
            LOG.warnf("Redis does not answer: %s", root(failure));
        } else if (now == Health.WORKING && before == Health.AWAY) {
            LOG.info("Redis answers again");
        }
    }

    /** What is behind it: a handshake that failed says why only there. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isUnknownScript(Throwable failure) {
        return startsWith(failure, "NOSCRIPT");
    }

    private static boolean isOutOfRoom(Throwable failure) {
        return startsWith(failure, "OOM") || inScript(failure, "-OOM ");
    }

    /** Redis 6 wraps what went wrong in a script. */
    private static boolean inScript(Throwable failure, String code) {
        return startsWith(failure, "ERR Error running script")
                && failure.getMessage().contains(code);
    }

    private static boolean startsWith(Throwable failure, String code) {
        return failure.getMessage() != null && failure.getMessage().startsWith(code);
    }
}
