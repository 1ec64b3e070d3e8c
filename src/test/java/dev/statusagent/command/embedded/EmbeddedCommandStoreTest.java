package dev.statusagent.command.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.command.CommandStore;
import dev.statusagent.command.CommandStore.Enqueued;
import dev.statusagent.command.CommandStoreContract;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCommandStoreTest extends CommandStoreContract {
    private static final String LOGGER = "dev.statusagent.command.embedded";
    private static final String STAMP = "20260102T030405Z";

    @TempDir
    private Path directory;

    private EmbeddedCommandStore store;

    @Override
    protected CommandStore store() {
        return store == null ? storeAfterRestart() : store;
    }

    @Override
    protected CommandStore storeAfterRestart() {
        close();
        store = new EmbeddedCommandStore(file(""), clock);
        store.open();
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private Path file(String suffix) {
        return directory.resolve("commands.db" + suffix);
    }

    @Test
    void offersWhatWasThereAtTheStart() {
        enqueue(command("a"));
        enqueue(command("b"));
        close();
        store = new EmbeddedCommandStore(file(""), clock);
        java.util.concurrent.CompletableFuture<Integer> offered = new java.util.concurrent.CompletableFuture<>();
        store.onOffered(offered::complete);
        store.open();
        assertThat(offered.join()).isEqualTo(2);
    }

    @Test
    void whatWasAnsweredIsThereAfterAKill() throws IOException {
        enqueue(command("a"));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (String part : List.of("", "-wal")) { // what a process that is killed leaves behind
            Files.copy(file(part), copy.resolve("commands.db" + part), StandardCopyOption.COPY_ATTRIBUTES);
        }
        EmbeddedCommandStore other = new EmbeddedCommandStore(copy.resolve("commands.db"), clock);
        assertThat(get(other.find("a"))).isPresent();
        other.close();
    }

    @Test
    void setsAsideWhatIsNoDatabase() throws IOException {
        String garbage = "this was a database once";
        Files.writeString(file(""), garbage);
        Files.writeString(file("-wal"), "its log");
        try (LogLines log = LogLines.of(LOGGER)) {
            assertThat(enqueue(command("a"))).isEqualTo(Enqueued.NEW);
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR")
                    .contains("commands.db.damaged-" + STAMP);
        }
        assertThat(file(".damaged-" + STAMP)).hasContent(garbage);
        assertThat(file(".damaged-" + STAMP + "-wal")).hasContent("its log");
    }

    @Test
    void setsAsideWhatFailsTheCheck() throws IOException {
        for (int i = 0; i < 200; i++) {
            enqueue(command("c" + i));
        }
        close();
        byte[] bytes = Files.readAllBytes(file(""));
        java.util.Arrays.fill(bytes, 4096, 3 * 4096, (byte) 0x5a);
        Files.write(file(""), bytes);
        storeAfterRestart();
        assertThat(enqueue(command("a"))).isEqualTo(Enqueued.NEW);
        assertThat(file(".damaged-" + STAMP)).hasBinaryContent(bytes);
    }

    @Test
    void neverOverwritesWhatWasSetAside() throws IOException {
        for (String garbage : List.of("first", "second", "third")) {
            close();
            Files.deleteIfExists(file(""));
            Files.writeString(file(""), garbage);
            storeAfterRestart();
            assertThat(enqueue(command("a"))).isEqualTo(Enqueued.NEW);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(path -> path.toString().contains("damaged")).map(EmbeddedCommandStoreTest::read))
                    .containsExactlyInAnyOrder("first", "second", "third");
        }
    }

    @Test
    void leavesWhatANewerAgentWroteAlone() throws Exception {
        enqueue(command("a"));
        close();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file(""));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        storeAfterRestart();
        assertProblem(ProblemType.STORE_UNAVAILABLE);
        assertThat(store.isWorking()).isFalse();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(path -> path.toString().contains("damaged"));
        }
    }

    @Test
    void goesOnOnceItsFileCanBeReached() throws IOException {
        Path inTheWay = Files.createDirectory(file(""));
        try (LogLines log = LogLines.of(LOGGER)) {
            assertProblem(ProblemType.STORE_UNAVAILABLE);
            assertProblem(ProblemType.STORE_UNAVAILABLE);
            assertThat(store.isWorking()).isFalse();
            assertThat(log.all()).as("told once").hasSize(1);
            Files.delete(inTheWay);
            assertThat(enqueue(command("a"))).isEqualTo(Enqueued.NEW);
            assertThat(store.isWorking()).isTrue();
            assertThat(log.all()).hasSize(2);
        }
    }

    @Test
    void nothingIsTakenAfterItsEnd() {
        store();
        close();
        assertProblem(ProblemType.STORE_UNAVAILABLE);
    }

    private void assertProblem(ProblemType type) {
        assertThatThrownBy(() -> enqueue(command("a")))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
