package dev.statusagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status update apply}: has the agent download, verify and deploy a release, and waits until it runs. */
@Command(
        name = "apply",
        description = "Update the agent, and wait until it runs the new release.",
        footer = {
            "",
            "The agent downloads and verifies the release, restarts with it, and goes back by itself if it does not become "
                    + "live. Ends with 0 if the new release runs, else with 1 and the reason on stderr. Ctrl-C ends the "
                    + "waiting and not the update; before the restart it leaves the release undeployed."
        },
        mixinStandardHelpOptions = true)
final class UpdateApplyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The release, such as 1.2.3 (default: the newest).")
    String version;

    @Option(names = "--download-only", description = "Download and verify, and do not deploy.")
    boolean downloadOnly;

    @Option(names = "--json", description = "Print the job as it is at the end.")
    boolean json;

    UpdateApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        UpdateApi api = new UpdateApi(AgentClient.of(options, ClientConfiguration.load()));
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        UpdateWatch watch = new UpdateWatch(output, surroundings);
        AgentAnswer prepared = watch.untilOver(UpdateStage.preparing(api, api.start(version)));
        JsonNode job = prepared.json();
        if (!job.path("phase").asText().equals("completed")) {
            return failed(output, prepared);
        }
        if (job.path("warning").isTextual()) {
            output.note(job.path("warning").asText() + ": " + job.path("sha256").asText());
        }
        String id = job.path("job_id").asText();
        if (downloadOnly) {
            output.note(
                    "deploy it with status call POST %s '%s'".formatted(UpdateApi.DEPLOY, UpdateApi.deployBody(id)));
            return say(output, prepared, "is ready to be deployed");
        }
        return deploy(api, output, watch, id);
    }

    private int deploy(UpdateApi api, CommandOutput output, UpdateWatch watch, String id) {
        api.deploy(id);
        AgentAnswer deployed = watch.untilOver(UpdateStage.deploying(api, id));
        return deployed.json().path("deployment").asText().equals("live")
                ? say(output, deployed, "runs")
                : failed(output, deployed);
    }

    private int say(CommandOutput output, AgentAnswer job, String what) {
        if (json) {
            output.json(job);
        } else {
            output.out()
                    .println("Release "
                            + Printable.line(job.json().path("version").asText()) + " " + what);
        }
        return ExitCodes.OK;
    }

    private int failed(CommandOutput output, AgentAnswer job) {
        if (json) {
            output.json(job);
        }
        JsonNode fields = job.json();
        output.note(fields.path("detail").asText() + " (" + fields.path("error").asText() + ")");
        return ExitCodes.FAILED;
    }
}
