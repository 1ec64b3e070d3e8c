package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Follows an update. A terminal sees a bar, anybody else a line for each phase on stderr. Who does not wait for the end is told that
 * the agent goes on.
 */
final class UpdateWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String ERASE_LINE = "\r\033[K";
    private static final JsonNode NOBODY = MissingNode.getInstance();
    private static final int BAR_CHARACTERS = 30;

    private final CommandOutput output;
    private final PrintWriter out;
    private final Surroundings surroundings;
    private String shown = "";

    UpdateWatch(CommandOutput output, Surroundings surroundings) {
        this.output = output;
        this.out = output.out();
        this.surroundings = surroundings;
    }

    /** Returns the answer that says that it is over. Looks over the time in which nobody answers. */
    AgentAnswer untilOver(UpdateStage stage) {
        Runnable withdraw = surroundings.atEnd(() -> leave(stage.goesOn() + ": " + stage.whereToLook()));
        try {
            AgentAnswer last = look(stage);
            erase();
            return last;
        } catch (ClientFailure e) {
            leave("what becomes of it: " + stage.whereToLook());
            throw e;
        } finally {
            withdraw.run();
        }
    }

    private AgentAnswer look(UpdateStage stage) {
        long began = surroundings.nanos();
        long heard = began;
        while (true) {
            try {
                AgentAnswer answer = stage.question().get();
                heard = surroundings.nanos();
                JsonNode state = answer.json();
                if (stage.isOver().test(state)) {
                    return answer;
                }
                if (isAfter(began, stage.limit())) {
                    throw new ClientFailure(ExitCodes.FAILED, "the update has not come to an end in time");
                }
                show(stage.phase().apply(state), state);
            } catch (ClientFailure e) {
                if (!stage.passing().test(e) || isAfter(heard, stage.silence()) || isAfter(began, stage.limit())) {
                    throw e;
                }
                show(stage.phase().apply(NOBODY), NOBODY);
            }
            pause();
        }
    }

    private boolean isAfter(long since, Duration limit) {
        return surroundings.nanos() - since > limit.toNanos();
    }

    private void leave(String words) {
        erase();
        output.note(words);
    }

    private void show(String phase, JsonNode job) {
        if (surroundings.outIsTerminal()) {
            out.print(ERASE_LINE + Printable.line(phase + progress(phase, job)));
            out.flush();
        } else if (!phase.equals(shown)) {
            output.note(phase);
        }
        shown = phase;
    }

    private static String progress(String phase, JsonNode job) {
        if (!phase.equals("downloading")) {
            return "";
        }
        long bytes = job.path("bytes").asLong();
        long total = job.path("total").asLong();
        if (total <= 0) {
            return bytes > 0 ? "  " + Units.bytes(bytes) : "";
        }
        int full = (int) (Math.min(bytes, total) * BAR_CHARACTERS / total);
        return "  [" + "#".repeat(full) + ".".repeat(BAR_CHARACTERS - full) + "] " + bytes * 100 / total + " %  "
                + Units.bytes(bytes) + " of " + Units.bytes(total);
    }

    private void erase() {
        if (surroundings.outIsTerminal()) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private void pause() {
        surroundings.pause(INTERVAL);
        if (Thread.currentThread().isInterrupted()) {
            throw new ClientFailure(ExitCodes.FAILED, "interrupted");
        }
    }
}
