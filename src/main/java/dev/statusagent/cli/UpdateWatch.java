package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;

/** Follows an update. A terminal sees a bar, anybody else a line for each phase on stderr. */
final class UpdateWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Longer than the old release may take to end, the new one to become live, and the old one to come back. */
    private static final Duration RESTART = Duration.ofMinutes(6);

    private static final String ERASE_LINE = "\r\033[K";
    private static final int BAR_CHARACTERS = 30;

    private final UpdateApi api;
    private final CommandOutput output;
    private final PrintWriter out;
    private final Surroundings surroundings;
    private String shown = "";

    UpdateWatch(UpdateApi api, CommandOutput output, Surroundings surroundings) {
        this.api = api;
        this.output = output;
        this.out = output.out();
        this.surroundings = surroundings;
    }

    /** Returns the job when it is completed or failed. */
    AgentAnswer untilPrepared(String job) {
        try {
            while (true) {
                AgentAnswer answer = api.status(job);
                String phase = answer.json().path("phase").asText();
                if (phase.equals("completed") || phase.equals("failed")) {
                    return answer;
                }
                show(phase, answer.json());
                pause();
            }
        } finally {
            erase();
        }
    }

    /** Returns the job when its release has become live, or the agent has gone back. */
    AgentAnswer untilRestarted(String job) {
        return throughTheRestart(() -> {
            AgentAnswer answer = api.status(job);
            String deployment = answer.json().path("deployment").asText();
            return deployment.equals("switched") ? null : answer;
        });
    }

    /** Returns the running release when it is another than that one, or that one again after the restart. */
    String untilAnother(String before) {
        boolean[] away = new boolean[1];
        return throughTheRestart(() -> {
            try {
                String version = api.version();
                return version.equals(before) && !away[0] ? null : version;
            } catch (ClientFailure e) {
                away[0] = true;
                throw e;
            }
        });
    }

    /** What there is to see; null for nothing yet. */
    private interface Look<T> {
        T look();
    }

    private <T> T throughTheRestart(Look<T> what) {
        long began = surroundings.nanos();
        Function<ClientFailure, T> unreachable = failure -> {
            if (surroundings.nanos() - began > RESTART.toNanos()) {
                throw failure;
            }
            return null;
        };
        try {
            while (true) {
                T seen = look(what, unreachable);
                if (seen != null) {
                    return seen;
                }
                if (surroundings.nanos() - began > RESTART.toNanos()) {
                    throw new ClientFailure(ExitCodes.FAILED, "the agent has not restarted in time");
                }
                show("restarting", null);
                pause();
            }
        } finally {
            erase();
        }
    }

    private static <T> T look(Look<T> what, Function<ClientFailure, T> unreachable) {
        try {
            return what.look();
        } catch (ClientFailure e) {
            if (e.isPassing()) {
                return unreachable.apply(e);
            }
            throw e;
        }
    }

    private void show(String phase, JsonNode job) {
        if (surroundings.outIsTerminal()) {
            out.print(ERASE_LINE + Printable.line(phase + (job == null ? "" : progress(job))));
            out.flush();
        } else if (!phase.equals(shown)) {
            output.note(phase);
        }
        shown = phase;
    }

    private static String progress(JsonNode job) {
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
