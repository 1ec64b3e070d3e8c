package dev.statusagent.security.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every token bucket of the agent does. */
public abstract class AgentRateContract {
    private final FakeTicker ticker = new FakeTicker();
    private AgentRate rate;

    @BeforeEach
    void prepare() {
        rate = rate(60, ticker);
    }

    /** A full bucket; what two agents share, where it is shared, by turns. */
    protected abstract AgentRate rate(int perMin, FakeTicker ticker);

    @Test
    void allowsAMinutesWorthAtOnceAndThenOneAfterAnother() {
        for (int request = 0; request < 60; request++) {
            assertThat(take()).isEmpty();
        }
        assertThat(take()).contains(Duration.ofSeconds(1));
        ticker.advance(Duration.ofMillis(400));
        assertThat(take()).as("refused ones cost nothing").contains(Duration.ofMillis(600));
        ticker.advance(Duration.ofMillis(600));
        assertThat(take()).isEmpty();
        assertThat(take()).contains(Duration.ofSeconds(1));
    }

    @Test
    void fillsUpToAMinutesWorthAndNoFurther() {
        List<Optional<Duration>> first = new ArrayList<>();
        for (int request = 0; request < 10; request++) {
            first.add(take());
        }
        assertThat(first).allMatch(Optional::isEmpty);
        ticker.advance(Duration.ofHours(1));
        for (int request = 0; request < 60; request++) {
            assertThat(take()).isEmpty();
        }
        assertThat(take()).isPresent();
    }

    @Test
    void givesManyWhoComeTogetherNoMoreThanThereIs() {
        List<CompletableFuture<Optional<Duration>>> takers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::take))
                .limit(100)
                .toList();
        assertThat(takers.stream().filter(taker -> taker.join().isEmpty())).hasSize(60);
    }

    private Optional<Duration> take() {
        return rate.take().await().indefinitely();
    }
}
