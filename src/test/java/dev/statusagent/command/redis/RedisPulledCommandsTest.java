package dev.statusagent.command.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.command.Replica;
import dev.statusagent.command.pull.PulledCommands;
import dev.statusagent.command.pull.PulledCommands.Due;
import dev.statusagent.command.pull.PulledCommandsContract;
import dev.statusagent.state.redis.TestedState;
import dev.statusagent.testing.redis.RedisProcess;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisPulledCommandsTest extends PulledCommandsContract {
    private static RedisProcess redis;

    private TestedState state = new TestedState(redis, UUID.randomUUID().toString(), clock);

    @BeforeAll
    static void start() {
        redis = RedisProcess.inMemory();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected PulledCommands store() {
        return of("one");
    }

    @Override
    protected PulledCommands storeAfterRestart() {
        return of("one");
    }

    private PulledCommands of(String replica) {
        return new RedisPulledCommands(state.state(), state.keys(), new Replica(replica));
    }

    @Test
    void givesWhatIsDueToOneReplicaAtATime() {
        get(store().keep(kept("c-1", "echo", "l")));
        get(store().keep(kept("c-2", "echo", "l")));
        Due first = get(of("one").nextDue(0)).orElseThrow();
        Due second = get(of("two").nextDue(0)).orElseThrow();
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(get(of("three").nextDue(0))).isEmpty();
        assertThat(get(of("three").due())).isEqualTo(2);
        pass(Duration.ofSeconds(30));
        assertThat(get(of("three").nextDue(0))).as("the first replica is gone").contains(first);
        get(of("three").done(first));
        assertThat(get(of("one").nextDue(0))).contains(second);
    }
}
