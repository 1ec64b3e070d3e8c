package dev.statusagent.command.embedded;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandCounts;
import dev.statusagent.command.CommandLease;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandPage;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStore;
import dev.statusagent.command.QueuedCommand;
import dev.statusagent.config.DataDirectory;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** The queue in {@code commands.db} of the data directory. Opens it when it is first asked for, at the start. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedCommandStore implements CommandStore {
    private static final String FILE = "commands.db";

    private final InstantSource clock;
    private final GroupCommit writer;
    private final Reader reader;
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

    @Inject
    EmbeddedCommandStore(DataDirectory directory, InstantSource clock) {
        this(NativeLibrary.unpackInto(directory).file(FILE), clock);
    }

    EmbeddedCommandStore(Path file, InstantSource clock) {
        CommandDatabase database = new CommandDatabase(file, clock);
        this.clock = clock;
        this.writer = new GroupCommit(database, this::offered);
        this.reader = new Reader(database);
    }

    /** Opens the database; commands that were there from before are offered. */
    @PostConstruct
    void open() {
        CompletableFuture<?> unused = writer.submit(
                transaction -> { // a failure is the writer's to tell
                    transaction.offered(Math.toIntExact(Queries.depth(transaction)));
                    return null;
                });
    }

    private void offered(int commands) {
        listeners.forEach(listener -> listener.accept(commands));
    }

    @Override
    public void onOffered(IntConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public Uni<Enqueued> enqueue(Command command, CommandOrigin origin) {
        return write(transaction -> Changes.enqueue(transaction, command, origin, now()));
    }

    @Override
    public Uni<Optional<CommandLease>> lease(String holder) {
        return write(transaction -> Changes.lease(transaction, holder, now()));
    }

    @Override
    public Uni<Void> giveBack(CommandLease lease) {
        return write(transaction -> Changes.giveBack(transaction, lease));
    }

    @Override
    public Uni<Boolean> running(CommandLease lease) {
        return write(transaction -> Changes.running(transaction, lease));
    }

    @Override
    public Uni<Reported> report(CommandResult result) {
        return write(transaction -> Results.report(transaction, result, now()));
    }

    @Override
    public Uni<Ended> endExpiredLeases() {
        return write(transaction -> Changes.endExpired(transaction, now()));
    }

    @Override
    public Uni<Ended> endLeasesOf(String holder) {
        return write(transaction -> Changes.endThoseOf(transaction, holder, now()));
    }

    @Override
    public Uni<Integer> prune() {
        return write(transaction -> Results.prune(transaction, now()))
                .chain(pruned -> pruned == 0 ? Uni.createFrom().item(0) : prune().map(more -> pruned + more));
    }

    @Override
    public Uni<Optional<QueuedCommand>> find(String id) {
        return read(connection -> Queries.find(connection, id));
    }

    @Override
    public Uni<CommandPage> list(Optional<CommandState> state, int limit) {
        return read(connection -> Queries.list(connection, state, limit));
    }

    @Override
    public Uni<CommandCounts> counts() {
        return read(Queries::counts);
    }

    @Override
    public Uni<Long> depth() {
        return read(Queries::depth);
    }

    @Override
    public boolean isWorking() {
        return writer.isWorking();
    }

    /** As exact as it is kept. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Changes the database with others that do, in a transaction. */
    <T> Uni<T> write(Write.Change<T> change) {
        return Uni.createFrom().completionStage(() -> writer.submit(change));
    }

    <T> Uni<T> read(Reader.Query<T> query) {
        return Uni.createFrom().completionStage(() -> reader.ask(query));
    }

    @PreDestroy
    void close() {
        reader.close();
        writer.close();
    }
}
