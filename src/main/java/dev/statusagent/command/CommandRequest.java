package dev.statusagent.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command as callers write it.
 *
 * @param params null where all of them have their defaults
 * @param deploymentHash whom it is for; null: for this deployment
 */
@Schema(examples = CommandRequest.EXAMPLE)
public record CommandRequest(
        String id,
        String name,
        Params params,
        @JsonProperty("deployment_hash") String deploymentHash) {
    static final String EXAMPLE = "{\"id\":\"backup-17\",\"name\":\"tar -czf /tmp/backup.tar.gz /tmp/data\","
            + "\"params\":{\"timeout_secs\":120}}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final long MAX_SECONDS = 86_400;

    /**
     * How it is to run.
     *
     * @param timeoutSecs null: {@code COMMAND_TIMEOUT_SECS}
     * @param priority {@code high}, {@code normal} or {@code low}; null: {@code normal}
     */
    public record Params(@JsonProperty("timeout_secs") Long timeoutSecs, String priority) {}

    /**
     * The command, judged in all its parts.
     *
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the field, or the policy's
     *     {@link ProblemType#COMMAND_REFUSED}
     */
    public Command toCommand(CommandPolicy policy, CommandsConfig config) {
        if (!hasId()) {
            throw bad("id must be 1 to 128 of A-Z a-z 0-9 . _ : -, beginning with a letter or digit");
        }
        if (name == null) {
            throw bad("name is missing");
        }
        Duration timeout = timeout(config);
        Priority priority = priority();
        policy.check(name);
        return new Command(id, name, timeout, priority);
    }

    /** Whether it has an id under which it can be answered. */
    public boolean hasId() {
        return id != null && ID.matcher(id).matches();
    }

    private Duration timeout(CommandsConfig config) {
        if (params == null || params.timeoutSecs() == null) {
            return Duration.ofSeconds(config.timeoutSecs());
        }
        if (params.timeoutSecs() < 1 || params.timeoutSecs() > MAX_SECONDS) {
            throw bad("params.timeout_secs must be 1 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(params.timeoutSecs());
    }

    private Priority priority() {
        if (params == null || params.priority() == null) {
            return Priority.NORMAL;
        }
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().toLowerCase(Locale.ROOT).equals(params.priority()))
                .findFirst()
                .orElseThrow(() -> bad("params.priority must be high, normal or low"));
    }

    private static StatusException bad(String detail) {
        return new StatusException(ProblemType.BAD_REQUEST, detail);
    }
}
