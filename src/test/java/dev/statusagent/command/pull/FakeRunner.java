package dev.statusagent.command.pull;

import dev.statusagent.command.Command;
import dev.statusagent.command.CommandOrigin;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandRunner;
import dev.statusagent.command.CommandStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs nothing, and ends what it "runs" when the test says so. */
final class FakeRunner implements CommandRunner {
    final List<Command> begun = new ArrayList<>();
    private final List<UniEmitter<? super CommandResult>> running = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private int free;

    FakeRunner(int places) {
        free = places;
    }

    @Override
    public boolean tryAcquire() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    @Override
    public void release() {
        free++;
        listeners.forEach(Runnable::run);
    }

    @Override
    public Uni<CommandResult> run(Command command, CommandOrigin origin) {
        begun.add(command);
        return Uni.createFrom().emitter(running::add);
    }

    @Override
    public void onFree(Runnable listener) {
        listeners.add(listener);
    }

    int freePlaces() {
        return free;
    }

    /** Ends the command begun first. */
    void end() {
        CommandResult result = new CommandResult(
                begun.get(begun.size() - running.size()).id(),
                CommandStatus.SUCCESS,
                new CommandResult.Output(0, 0.5, "hi\n", ""),
                null,
                "agent",
                Instant.EPOCH,
                false);
        UniEmitter<? super CommandResult> ended = running.remove(0);
        release();
        ended.complete(result);
    }
}
