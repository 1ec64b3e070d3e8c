package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A part of an update that the agent is busy with for a while.
 *
 * @param question asks how far it is
 * @param isOver whether that answer is the last
 * @param phase what to call what it does, by that answer or where there is none
 * @param passing which failures may be gone when it is asked again
 * @param silence how long there may be nothing but those
 * @param limit how long it may take in all
 * @param goesOn for somebody who does not wait for the end
 * @param whereToLook the command that tells how it fares
 */
record UpdateStage(
        Supplier<AgentAnswer> question,
        Predicate<JsonNode> isOver,
        Function<JsonNode, String> phase,
        Predicate<ClientFailure> passing,
        Duration silence,
        Duration limit,
        String goesOn,
        String whereToLook) {
    /** The agent itself gives up after half an hour. */
    private static final Duration PREPARATION = Duration.ofMinutes(35);

    private static final Duration SILENCE = Duration.ofMinutes(1);
    /** Longer than the old release may take to end, the new one to become live, and the old one to come back. */
    private static final Duration RESTART = Duration.ofMinutes(6);

    /** Over when the job is completed or failed. */
    static UpdateStage preparing(UpdateApi api, String job) {
        return new UpdateStage(
                () -> api.status(job),
                state -> Set.of("completed", "failed")
                        .contains(state.path("phase").asText()),
                state -> state.path("phase").asText("waiting"),
                ClientFailure::isPassing,
                SILENCE,
                PREPARATION,
                "the agent goes on, and deploys nothing before it is asked to",
                "status call GET " + UpdateApi.statusPath(job));
    }

    /** Over when the job's release has become live, or the agent has gone back. */
    static UpdateStage deploying(UpdateApi api, String job) {
        return restarting(
                () -> api.status(job),
                state -> !state.path("deployment").asText().equals("switched"),
                "the agent goes on with the update",
                UpdateApi.statusPath(job));
    }

    /** Over when the release that runs has been live. */
    static UpdateStage goingBack(UpdateApi api) {
        return restarting(
                api::version,
                state -> !state.path("trial").asBoolean(),
                "the agent goes on with the way back",
                UpdateApi.VERSION);
    }

    private static UpdateStage restarting(
            Supplier<AgentAnswer> question, Predicate<JsonNode> isOver, String goesOn, String path) {
        return new UpdateStage(
                question,
                isOver,
                state -> "restarting",
                UpdateStage::mayBeOfARestart,
                RESTART,
                RESTART,
                goesOn,
                "status call GET " + path);
    }

    /** An agent that has just been started refuses everybody until its source has given it the token. */
    private static boolean mayBeOfARestart(ClientFailure failure) {
        return failure.isPassing() || failure.exitCode() == ExitCodes.REFUSED;
    }
}
