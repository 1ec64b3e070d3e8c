package dev.statusagent.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A result as those write it who ran a command.
 *
 * @param status {@code success}, {@code failed}, {@code timeout} or {@code killed}
 * @param result null if it never started
 * @param executedBy who ran it, 1 to 128 characters; null: the caller
 * @param completedAt ISO-8601; null: now
 * @param truncated whether the reporter has cut the output; null: it has not
 * @param leaseId the lease that it was run under; the first report counts, whatever it names
 */
@Schema(examples = ReportRequest.EXAMPLE)
public record ReportRequest(
        @JsonProperty("command_id") String commandId,
        String status,
        Output result,
        String error,
        @JsonProperty("executed_by") String executedBy,
        @JsonProperty("completed_at") String completedAt,
        Boolean truncated,
        @JsonProperty("lease_id") String leaseId) {
    static final String EXAMPLE = "{\"command_id\":\"backup-17\",\"lease_id\":\"0b0f3f4e-6d4c-4d2c-9f0e-3d8a8c2f7a51\","
            + "\"status\":\"success\",\"result\":{\"exit_code\":0,\"duration_secs\":1.204,\"stdout\":\"\","
            + "\"stderr\":\"\"},\"executed_by\":\"runner-7\"}";

    private static final Pattern EXECUTOR = Pattern.compile("\\P{Cntrl}{1,128}");
    private static final int LONGEST_ERROR = 4096;

    /**
     * What the process left behind.
     *
     * @param exitCode null if a signal ended it
     */
    public record Output(
            @JsonProperty("exit_code") Integer exitCode,
            @JsonProperty("duration_secs") Double durationSecs,
            String stdout,
            String stderr) {}

    /**
     * The result, judged in all its parts and cut to what is kept of it.
     *
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the field
     */
    CommandResult toResult(String caller, Instant now) {
        if (commandId == null) {
            throw bad("command_id is missing");
        }
        if (executedBy != null && !EXECUTOR.matcher(executedBy).matches()) {
            throw bad("executed_by must be 1 to 128 characters, no control characters");
        }
        if (error != null && error.length() > LONGEST_ERROR) {
            throw bad("error must be at most " + LONGEST_ERROR + " characters");
        }
        KeptText stdout = KeptText.of(result == null ? null : result.stdout());
        KeptText stderr = KeptText.of(result == null ? null : result.stderr());
        return new CommandResult(
                commandId,
                outcome(),
                result == null ? null : output(stdout, stderr),
                error,
                executedBy == null ? caller : executedBy,
                end(now),
                Boolean.TRUE.equals(truncated) || stdout.isCut() || stderr.isCut());
    }

    private CommandResult.Output output(KeptText stdout, KeptText stderr) {
        Double duration = result.durationSecs();
        if (duration == null || !(duration >= 0) || duration.isInfinite()) {
            throw bad("result.duration_secs must be a number from 0");
        }
        return new CommandResult.Output(result.exitCode(), duration, stdout.text(), stderr.text());
    }

    private CommandStatus outcome() {
        return Arrays.stream(CommandStatus.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(status))
                .findFirst()
                .orElseThrow(() -> bad("status must be success, failed, timeout or killed"));
    }

    private Instant end(Instant now) {
        try {
            return completedAt == null ? now : Instant.parse(completedAt);
        } catch (DateTimeParseException e) {
            throw bad("completed_at must be a time such as 2026-11-25T01:10:42Z");
        }
    }

    private static StatusException bad(String detail) {
        return new StatusException(ProblemType.BAD_REQUEST, detail);
    }
}
