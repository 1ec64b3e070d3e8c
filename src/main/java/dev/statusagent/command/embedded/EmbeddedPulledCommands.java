package dev.statusagent.command.embedded;

import dev.statusagent.command.pull.PulledCommands;
import dev.statusagent.state.KeptIn;
import dev.statusagent.state.StateKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The results of pulled commands beside the queue: in its file, and by its writer. */
@ApplicationScoped
@KeptIn(StateKind.EMBEDDED)
public class EmbeddedPulledCommands implements PulledCommands {
    private final EmbeddedCommandStore database;
    private final InstantSource clock;

    EmbeddedPulledCommands(@KeptIn(StateKind.EMBEDDED) EmbeddedCommandStore database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<List<Kept>> find(String commandId) {
        return database.read(reader -> Pulled.find(reader, commandId));
    }

    @Override
    public Uni<Void> keep(Kept kept) {
        return database.write(transaction -> Pulled.keep(transaction, kept, clock.instant()));
    }

    @Override
    public Uni<Optional<Due>> nextDue(long after) {
        return database.read(reader -> Pulled.nextDue(reader, after));
    }

    @Override
    public Uni<Void> done(Due due) {
        return database.write(transaction -> Pulled.done(transaction, due));
    }

    @Override
    public Uni<Long> due() {
        return database.read(Pulled::due);
    }

    @Override
    public Uni<Integer> prune() {
        return database.write(transaction -> Pulled.prune(transaction, clock.instant()))
                .chain(pruned -> pruned == 0 ? Uni.createFrom().item(0) : prune().map(more -> pruned + more));
    }
}
