package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.FakeTicker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients that wait, with a store that answers when the test says so and a clock that the test moves. */
class CommandWaitsTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final FakeStore store = new FakeStore();
    private final FakeTicker ticker = new FakeTicker();
    private final Dispatcher dispatcher = new Dispatcher(store);
    private final CommandWaits waits = new CommandWaits(dispatcher, ticker);

    private UniAssertSubscriber<Optional<CommandLease>> client() {
        return waits.next("somebody", TIME, Runnable::run).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static String given(UniAssertSubscriber<Optional<CommandLease>> client) {
        return client.assertCompleted()
                .getItem()
                .map(lease -> lease.command().id())
                .orElse(null);
    }

    @Test
    void servesFirstComeFirst() {
        var first = client();
        var second = client();
        var third = client();
        store.offer("a", "b");
        assertThat(given(first)).isEqualTo("a");
        assertThat(given(second)).isEqualTo("b");
        third.assertNotTerminated();
        assertThat(waits.size()).isEqualTo(1);
    }

    @Test
    void givesAtOnceWhatIsThere() {
        store.offer("a");
        assertThat(given(client())).isEqualTo("a");
        assertThat(waits.size()).isZero();
    }

    @Test
    void asksAnEmptyStoreNothing() {
        for (int i = 0; i < 1000; i++) {
            client().assertNotTerminated();
        }
        assertThat(store.leasesAsked).isZero();
        store.offer("a");
        assertThat(store.leasesAsked).isEqualTo(1);
    }

    @Test
    void answersNothingWhenTheTimeIsOver() {
        var early = client();
        ticker.advance(TIME.minusMillis(1));
        var late = client();
        waits.tick();
        early.assertNotTerminated();
        ticker.advance(Duration.ofMillis(1));
        waits.tick();
        assertThat(given(early)).isNull();
        late.assertNotTerminated();
        assertThat(waits.size()).isEqualTo(1);
        store.offer("a");
        assertThat(given(late)).isEqualTo("a");
    }

    @Test
    void aClientThatLeavesIsGivenNothing() {
        var left = client();
        var stays = client();
        left.cancel();
        assertThat(waits.size()).isEqualTo(1);
        store.offer("a");
        assertThat(given(stays)).isEqualTo("a");
        assertThat(store.givenBack).isEmpty();
    }

    @Test
    void whatIsOnItsWayToAClientThatLeavesIsGivenBack() {
        var left = client();
        store.hold();
        store.offer("a");
        left.cancel();
        store.answer();
        assertThat(store.givenBack).singleElement().extracting(CommandLease::id).isEqualTo("lease-of-a");
        assertThat(given(client())).isEqualTo("a");
    }

    @Test
    void whatIsOnItsWayArrivesThoughTheTimeIsOverMeanwhile() {
        var client = client();
        store.hold();
        store.offer("a");
        ticker.advance(TIME);
        waits.tick();
        client.assertNotTerminated();
        store.answer();
        assertThat(given(client)).isEqualTo("a");
    }

    @Test
    void oneWhoseCommandWentElsewhereKeepsItsPlace() {
        var first = client();
        var second = client();
        store.hold();
        store.offer("a");
        store.queued.clear(); // another replica was faster
        store.answer();
        first.assertNotTerminated();
        store.offer("b");
        assertThat(given(first)).isEqualTo("b");
        second.assertNotTerminated();
    }

    @Test
    void oneWhoseCommandWentElsewhereEndsWhenItsTimeIsOver() {
        var client = client();
        store.hold();
        store.offer("a");
        store.queued.clear();
        ticker.advance(TIME);
        waits.tick();
        store.answer();
        assertThat(given(client)).isNull();
        assertThat(waits.size()).isZero();
    }

    @Test
    void missesNothingThatComesWhileItAsks() {
        var client = client();
        store.hold();
        store.offer("a");
        store.queued.clear();
        store.offer("b"); // nobody is in the line just now
        store.answer();
        assertThat(given(client)).isEqualTo("b");
    }

    @Test
    void asksAgainAfterAFailureWhenTheStoreHasCounted() {
        var client = client();
        store.broken = true;
        store.offer("a");
        client.assertNotTerminated();
        assertThat(store.leasesAsked).isEqualTo(1);
        store.broken = false;
        dispatcher.count().await().indefinitely();
        assertThat(given(client)).isEqualTo("a");
    }

    @Test
    void asksOnceForAllThatOthersHaveTaken() {
        store.tell(3000);
        client();
        client();
        assertThat(store.leasesAsked).isEqualTo(1);
    }

    @Test
    void asksForWhatWasOfferedWhileItWasCounted() {
        Uni<Long> count = dispatcher.count();
        store.whileCounting = () -> store.tell(1);
        count.await().indefinitely();
        client();
        assertThat(store.leasesAsked).isEqualTo(1);
    }

    @Test
    void answersEverybodyAtTheEndAndGivesNothingOut() {
        List<UniAssertSubscriber<Optional<CommandLease>>> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(client());
        }
        store.hold();
        store.offer("a");
        waits.stop();
        assertThat(clients).allSatisfy(client -> assertThat(given(client)).isNull());
        store.answer();
        assertThat(store.givenBack).hasSize(1);
        assertThat(given(client())).isNull();
        assertThat(waits.size()).isZero();
    }
}
