package dev.statusagent.container;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last lines of logs, filtered, for people. Never blocks. Fails as {@link Containers} does, and with {@code LOGS_BUSY} where
 * too many logs are being read.
 */
@ApplicationScoped
public class LogExcerpts {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final OpenLogs logs;

    LogExcerpts(OpenLogs logs) {
        this.logs = logs;
    }

    /** Those of the last lines that the filter lets through, together; within 10 seconds. */
    public Uni<LogExcerpt> last(int lines, String container, LogFilter filter) {
        CollectedLog collected = new CollectedLog(filter);
        return logs.open(container, ending(lines), collected).chain(pump -> {
            pump.to(collected);
            return Uni.createFrom()
                    .completionStage(collected.whole())
                    .ifNoItem()
                    .after(LONGEST)
                    .failWith(RuntimeCalls::away)
                    .onTermination()
                    .invoke(pump::abandon);
        });
    }

    /**
     * The same as text, which is read as the client takes it.
     *
     * @param times whether each line begins with the time and the stream that it was written to
     */
    public Uni<LogAnswer> asText(int lines, String container, LogFilter filter, boolean times) {
        return logs.open(container, ending(lines), new FilteredLog(filter, times))
                .map(LogAnswer::new);
    }

    private static LogQuery ending(int lines) {
        return new LogQuery(OptionalInt.of(lines), Optional.empty(), false);
    }
}
