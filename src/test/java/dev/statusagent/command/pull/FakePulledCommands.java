package dev.statusagent.command.pull;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps results in memory, unless a test breaks it. */
final class FakePulledCommands implements PulledCommands {
    private final List<Due> kept = new ArrayList<>();
    private final Set<Long> done = new HashSet<>();
    private long last;
    boolean broken;

    private <T> Uni<T> operation(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            return work.get();
        });
    }

    @Override
    public Uni<List<Kept>> find(String commandId) {
        return operation(() -> kept.stream()
                .map(Due::kept)
                .filter(one -> one.result().commandId().equals(commandId))
                .toList());
    }

    @Override
    public Uni<Void> keep(Kept result) {
        return operation(() -> {
            kept.removeIf(one -> one.kept().name().equals(result.name())
                    && one.kept().result().commandId().equals(result.result().commandId()));
            kept.add(new Due(++last, result));
            return null;
        });
    }

    @Override
    public Uni<Optional<Due>> nextDue(long after) {
        return operation(() -> kept.stream()
                .filter(one -> one.number() > after && !done.contains(one.number()))
                .findFirst());
    }

    @Override
    public Uni<Void> done(Due due) {
        return operation(() -> {
            done.add(due.number());
            return null;
        });
    }

    @Override
    public Uni<Long> due() {
        return operation(
                () -> kept.stream().filter(one -> !done.contains(one.number())).count());
    }

    @Override
    public Uni<Integer> prune() {
        return operation(() -> 0);
    }
}
