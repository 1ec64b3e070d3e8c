package dev.statusagent.command;

import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All about a command as callers read it.
 *
 * @param state {@code queued}, {@code leased}, {@code running} or {@code done}
 * @param attempts how often it was given to somebody
 * @param leased_until null before it was given to somebody
 * @param leased_to who has it, or had it last; null before
 * @param result null until it is done
 */
@Schema(examples = CommandView.EXAMPLE)
public record CommandView(
        String id,
        String name,
        String state,
        String priority,
        long timeout_secs,
        int attempts,
        Instant enqueued_at,
        EnqueuedBy enqueued_by,
        Instant leased_until,
        String leased_to,
        ResultView result) {
    static final String EXAMPLE = "{\"id\":\"backup-17\",\"name\":\"tar -czf /tmp/backup.tar.gz /tmp/data\","
            + "\"state\":\"leased\",\"priority\":\"normal\",\"timeout_secs\":120,\"attempts\":1,"
            + "\"enqueued_at\":\"2026-11-25T01:10:41.202Z\",\"enqueued_by\":{\"identity\":\"web-1\","
            + "\"client\":\"192.0.2.7\",\"request_id\":\"d96077c3-2f6d-4c89-bd32-505951f1e9cf\"},"
            + "\"leased_until\":\"2026-11-25T01:13:12.431Z\",\"leased_to\":\"web-1 at 192.0.2.8\",\"result\":null}";

    /** Who wanted it done. */
    public record EnqueuedBy(String identity, String client, String request_id) {}

    static CommandView of(QueuedCommand queued) {
        Command command = queued.command();
        CommandOrigin origin = queued.origin();
        return new CommandView(
                command.id(),
                command.name(),
                queued.state().code(),
                command.priority().name().toLowerCase(Locale.ROOT),
                command.timeout().toSeconds(),
                queued.attempts(),
                queued.enqueuedAt(),
                new EnqueuedBy(origin.identity(), origin.client(), origin.requestId()),
                queued.leasedUntil(),
                queued.leasedTo(),
                queued.result() == null ? null : ResultView.of(queued.result()));
    }
}
