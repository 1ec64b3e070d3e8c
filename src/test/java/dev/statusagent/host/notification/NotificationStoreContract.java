package dev.statusagent.host.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.host.alert.MadeAlerts;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every place for notifications does. */
public abstract class NotificationStoreContract {
    private NotificationStore store;

    @BeforeEach
    void prepare() {
        store = store();
    }

    protected abstract NotificationStore store();

    private static <T> T get(Uni<T> answer) {
        return answer.await().indefinitely();
    }

    private void add(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> get(store.add(new Notification(MadeAlerts.cpu("n-" + i), false))));
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(get(store.newest(10))).isEmpty();
        assertThat(get(store.unread())).isZero();
        assertThat(get(store.markAllRead())).isZero();
    }

    @Test
    void givesTheNewestFirstAndNoMoreThanAskedFor() {
        add(1, 3);
        assertThat(get(store.newest(2))).extracting(Notification::id).containsExactly("n-3", "n-2");
        assertThat(get(store.newest(10))).hasSize(3);
    }

    @Test
    void forgetsTheOldestBeyondItsBoundReadOrNot() {
        add(1, NotificationStore.MOST);
        get(store.markRead(Set.of("n-2")));
        add(NotificationStore.MOST + 1, NotificationStore.MOST + 2);
        assertThat(get(store.newest(1000)))
                .hasSize(NotificationStore.MOST)
                .extracting(Notification::id)
                .doesNotContain("n-1", "n-2")
                .contains("n-3");
        assertThat(get(store.unread())).isEqualTo(NotificationStore.MOST);
    }

    @Test
    void marksOnceAndPassesOverWhatItDoesNotKnow() {
        add(1, 3);
        assertThat(get(store.markRead(Set.of("n-1", "n-3", "n-9")))).isEqualTo(2);
        assertThat(get(store.markRead(Set.of("n-1")))).isZero();
        assertThat(get(store.unread())).isEqualTo(1);
        assertThat(get(store.newest(10))).extracting(Notification::isRead).containsExactly(true, false, true);
    }

    @Test
    void marksNothingForNoIds() {
        add(1, 1);
        assertThat(get(store.markRead(Set.of()))).isZero();
        assertThat(get(store.unread())).isEqualTo(1);
    }

    @Test
    void marksAll() {
        add(1, 3);
        get(store.markRead(Set.of("n-2")));
        assertThat(get(store.markAllRead())).isEqualTo(2);
        assertThat(get(store.unread())).isZero();
        add(4, 4);
        assertThat(get(store.unread())).isEqualTo(1);
    }
}
