package dev.statusagent.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Commands as callers list them, newest first.
 *
 * @param total how many there are of the state asked for
 */
@Schema(examples = CommandListView.EXAMPLE)
public record CommandListView(List<Line> commands, long total) {
    static final String EXAMPLE =
            "{\"commands\":[{\"id\":\"backup-17\",\"name\":\"tar -czf /tmp/backup.tar.gz /tmp/data\","
                    + "\"state\":\"done\",\"priority\":\"normal\",\"attempts\":1,\"enqueued_at\":\"2026-11-25T01:10:41.202Z\","
                    + "\"status\":\"success\",\"executed_by\":\"agent\",\"completed_at\":\"2026-11-25T01:10:42.431Z\"}],\"total\":1}";

    public CommandListView {
        commands = List.copyOf(commands);
    }

    /**
     * A line about a command.
     *
     * @param status null until it is done
     * @param executed_by null until it is done, and where nobody ran it
     * @param completed_at null until it is done
     */
    public record Line(
            String id,
            String name,
            String state,
            String priority,
            int attempts,
            Instant enqueued_at,
            String status,
            String executed_by,
            Instant completed_at) {
        static Line of(CommandSummary command) {
            return new Line(
                    command.id(),
                    command.name(),
                    command.state().code(),
                    command.priority().name().toLowerCase(Locale.ROOT),
                    command.attempts(),
                    command.enqueuedAt(),
                    command.status() == null ? null : command.status().name().toLowerCase(Locale.ROOT),
                    command.executedBy(),
                    command.completedAt());
        }
    }

    static CommandListView of(CommandPage page) {
        return new CommandListView(page.commands().stream().map(Line::of).toList(), page.total());
    }
}
