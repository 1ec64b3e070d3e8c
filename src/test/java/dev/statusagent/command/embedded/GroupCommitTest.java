package dev.statusagent.command.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.FakeClock;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    private Path directory;

    private final AtomicInteger offered = new AtomicInteger();
    private GroupCommit writer;

    @BeforeEach
    void open() {
        writer = new GroupCommit(
                new CommandDatabase(directory.resolve("commands.db"), new FakeClock()), offered::addAndGet);
        execute("CREATE TABLE t (x TEXT)").join();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private CompletableFuture<Integer> execute(String sql, Object... parameters) {
        return writer.submit(transaction -> transaction.update(sql, parameters));
    }

    private CompletableFuture<Integer> insert(String text) {
        return execute("INSERT INTO t VALUES (?)", text);
    }

    private long count() {
        return writer.submit(transaction -> {
                    try (ResultSet row =
                            transaction.statement("SELECT count(*) FROM t").executeQuery()) {
                        return row.getLong(1);
                    }
                })
                .join();
    }

    /** Lets everything that is submitted meanwhile wait for one commit. */
    private void inOneBatch(Runnable submissions) {
        CountDownLatch submitted = new CountDownLatch(1);
        CompletableFuture<Void> held = writer.submit(transaction -> {
            try {
                submitted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        submissions.run();
        submitted.countDown();
        held.join();
    }

    @Test
    void oneWithoutRoomDoesNotTakeTheOthersWithIt() {
        limitPages(40);
        List<CompletableFuture<Integer>> small = new ArrayList<>();
        List<CompletableFuture<Integer>> large = new ArrayList<>();
        inOneBatch(() -> {
            small.add(insert("before"));
            large.add(insert("x".repeat(1 << 20)));
            small.add(insert("after"));
        });
        assertThat(small).allSatisfy(write -> assertThat(write.join()).isEqualTo(1));
        assertProblem(large.get(0), ProblemType.STORAGE_FULL);
        assertThat(count()).isEqualTo(2);
        assertThat(writer.isWorking()).as("a full disk is no broken store").isTrue();
        limitPages(100_000);
        assertThat(insert("x".repeat(1 << 20)).join()).isEqualTo(1);
    }

    private void limitPages(int pages) {
        writer.submit(transaction -> {
                    try (ResultSet row = transaction
                            .statement("PRAGMA max_page_count = " + pages)
                            .executeQuery()) {
                        return row.getInt(1);
                    }
                })
                .join();
    }

    @Test
    void aRefusedOneAndABrokenOneDoNotTakeTheOthersWithThem() {
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        inOneBatch(() -> {
            writes.add(insert("a"));
            writes.add(writer.submit(transaction -> {
                throw new StatusException(ProblemType.ID_CONFLICT);
            }));
            writes.add(writer.submit(transaction -> {
                transaction.update("INSERT INTO t VALUES ('half done')");
                throw new IllegalStateException("a bug");
            }));
            writes.add(insert("b"));
        });
        assertThat(writes.get(0).join()).isEqualTo(1);
        assertProblem(writes.get(1), ProblemType.ID_CONFLICT);
        assertThatThrownBy(writes.get(2)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(writes.get(3).join()).isEqualTo(1);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void tellsOfOffersOnceAlthoughABatchWasTriedTwice() {
        inOneBatch(() -> {
            for (int i = 0; i < 3; i++) {
                var unused = writer.submit(transaction -> {
                    transaction.offered(1);
                    return transaction.update("INSERT INTO t VALUES ('x')");
                });
            }
            var broken = execute("INSERT INTO nowhere VALUES (1)");
            assertThat(broken).isNotNull();
        });
        assertThat(count()).isEqualTo(3);
        assertThat(offered).hasValue(3);
    }

    @Test
    void goesOnAfterAFailure() {
        assertProblem(execute("INSERT INTO nowhere VALUES (1)"), ProblemType.STORE_UNAVAILABLE);
        assertThat(writer.isWorking()).isFalse();
        assertThat(insert("a").join()).isEqualTo(1);
        assertThat(writer.isWorking()).isTrue();
    }

    @Test
    void commitsWhatWasSubmittedBeforeItsEnd() {
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            writes.add(insert("x"));
        }
        writer.close();
        assertThat(writes).allSatisfy(write -> assertThat(write).isCompletedWithValue(1));
        assertProblem(insert("late"), ProblemType.STORE_UNAVAILABLE);
    }

    private static void assertProblem(CompletableFuture<?> write, ProblemType type) {
        assertThatThrownBy(write::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
