package dev.statusagent.command.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.command.CommandResult;
import dev.statusagent.command.CommandStatus;
import dev.statusagent.command.pull.PulledCommands.Due;
import dev.statusagent.command.pull.PulledCommands.Kept;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What every place where results of pulled commands are kept must do. */
public abstract class PulledCommandsContract {
    private static final Instant COMPLETED = Instant.parse("2026-01-02T03:04:05.678Z");
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    protected final InstantSource clock = () -> now;

    protected abstract PulledCommands store();

    /** The same as a new process finds it. */
    protected abstract PulledCommands storeAfterRestart();

    protected void pass(Duration time) {
        now = now.plus(time);
    }

    protected static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    protected static Kept kept(String id, String name, String leaseId) {
        CommandResult.Output output = new CommandResult.Output(null, 1.5, "out \u0000 ü\n", "");
        return new Kept(
                name,
                new CommandResult(id, CommandStatus.TIMEOUT, output, "too slow", "agent", COMPLETED, true),
                leaseId);
    }

    @Test
    void keepsAllOfAResultUntilAfterARestart() {
        Kept withOutput = kept("c-1", "echo hi", "lease-1");
        Kept withoutOutput = new Kept(
                "rm", new CommandResult("c-2", CommandStatus.FAILED, null, "refused", "agent", COMPLETED, false), null);
        get(store().keep(withOutput));
        get(store().keep(withoutOutput));
        assertThat(get(storeAfterRestart().find("c-1"))).containsExactly(withOutput);
        assertThat(get(store().find("c-2"))).containsExactly(withoutOutput);
        assertThat(get(store().find("c-3"))).isEmpty();
        assertThat(get(store().due())).isEqualTo(2);
    }

    @Test
    void givesWhatIsDueInOrderAndFromAnyNumberOn() {
        get(store().keep(kept("c-1", "echo", "l")));
        get(store().keep(kept("c-2", "echo", "l")));
        Due first = get(store().nextDue(0)).orElseThrow();
        Due second = get(store().nextDue(first.number())).orElseThrow();
        assertThat(first.kept().result().commandId()).isEqualTo("c-1");
        assertThat(second.kept().result().commandId()).isEqualTo("c-2");
        assertThat(get(store().nextDue(second.number()))).isEmpty();
        get(store().done(first));
        assertThat(get(storeAfterRestart().nextDue(0))).contains(second);
        assertThat(get(store().due())).isEqualTo(1);
        assertThat(get(store().find("c-1"))).hasSize(1);
    }

    @Test
    void makesAResultThatIsKeptAnewDueUnderItsNewLease() {
        get(store().keep(kept("c-1", "echo", "lease-1")));
        Due first = get(store().nextDue(0)).orElseThrow();
        get(store().keep(kept("c-1", "echo", "lease-2")));
        get(store().done(first));
        Due again = get(store().nextDue(0)).orElseThrow();
        assertThat(again.kept().leaseId()).isEqualTo("lease-2");
        assertThat(again.number()).isGreaterThan(first.number());
        assertThat(get(store().find("c-1"))).hasSize(1);
    }

    @Test
    void keepsCommandsOfOneIdApartByName() {
        get(store().keep(kept("c-1", "echo one", "l")));
        get(store().keep(kept("c-1", "echo two", "l")));
        assertThat(get(store().find("c-1"))).extracting(Kept::name).containsExactly("echo one", "echo two");
    }

    @Test
    void forgetsAfterADayWhatIsReportedAndNothingElse() {
        get(store().keep(kept("c-1", "echo", "l")));
        get(store().done(get(store().nextDue(0)).orElseThrow()));
        get(store().keep(kept("c-2", "echo", "l")));
        now = now.plus(Duration.ofHours(24)).minusMillis(1);
        assertThat(get(store().prune())).isZero();
        now = now.plusMillis(1);
        assertThat(get(store().prune())).isEqualTo(1);
        assertThat(get(store().find("c-1"))).isEmpty();
        assertThat(get(store().find("c-2"))).hasSize(1);
    }
}
