package dev.statusagent.command;

import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A {@link CommandResult} as callers read it.
 *
 * @param status {@code success}, {@code failed}, {@code timeout} or {@code killed}
 * @param result null if it never started
 * @param error null after a success
 */
@Schema(examples = ResultView.EXAMPLE)
public record ResultView(
        String command_id,
        String status,
        Output result,
        String error,
        String executed_by,
        Instant completed_at,
        boolean truncated) {
    static final String EXAMPLE = "{\"command_id\":\"backup-17\",\"status\":\"success\",\"result\":{\"exit_code\":0,"
            + "\"duration_secs\":1.204,\"stdout\":\"\",\"stderr\":\"\"},\"error\":null,\"executed_by\":\"agent\","
            + "\"completed_at\":\"2026-11-25T01:10:42.431Z\",\"truncated\":false}";

    /**
     * What the process left behind.
     *
     * @param exit_code null if a signal ended it
     */
    public record Output(Integer exit_code, double duration_secs, String stdout, String stderr) {}

    /** The result in the words of the interface. */
    public static ResultView of(CommandResult result) {
        CommandResult.Output output = result.output();
        return new ResultView(
                result.commandId(),
                result.status().name().toLowerCase(Locale.ROOT),
                output == null
                        ? null
                        : new Output(output.exitCode(), output.durationSecs(), output.stdout(), output.stderr()),
                result.error(),
                result.executedBy(),
                result.completedAt(),
                result.truncated());
    }
}
