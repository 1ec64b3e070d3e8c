package dev.statusagent.command.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.command.CommandResult;
import dev.statusagent.command.ContainerActions;
import dev.statusagent.command.ParsedCommand;
import dev.statusagent.config.Ticker;
import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.ContainerStates;
import dev.statusagent.container.Containers;
import dev.statusagent.container.LogLine;
import dev.statusagent.container.LogQuery;
import dev.statusagent.container.LogSource;
import dev.statusagent.container.LogStream;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Has the containers beside the agent acted on. The log goes to the two streams of the result, the inspection to the first. */
@ApplicationScoped
class ContainerCommands implements ContainerActions {
    private final Containers containers;
    private final ContainerStates states;
    private final ObjectMapper json;
    private final Ticker ticker;

    ContainerCommands(Containers containers, ContainerStates states, ObjectMapper json, Ticker ticker) {
        this.containers = containers;
        this.states = states;
        this.json = json;
        this.ticker = ticker;
    }

    @Override
    public boolean areAvailable() {
        return states.isAnswering();
    }

    @Override
    public Done perform(ParsedCommand.Container action) {
        long start = ticker.nanos();
        KeptOutput stdout = new KeptOutput();
        KeptOutput stderr = new KeptOutput();
        switch (action.verb()) {
            case "logs" -> logs(action, stdout, stderr);
            case "inspect" -> say(stdout, inspection(action.container()));
            default ->
                wait(containers.perform(
                        ContainerAction.valueOf(action.verb().toUpperCase(Locale.ROOT)), action.container()));
        }
        double seconds = Math.round((ticker.nanos() - start) / 1e6) / 1e3;
        return new Done(
                new CommandResult.Output(0, seconds, stdout.text(), stderr.text()),
                stdout.isTruncated() || stderr.isTruncated());
    }

    private void logs(ParsedCommand.Container action, KeptOutput stdout, KeptOutput stderr) {
        LogQuery query = new LogQuery(OptionalInt.of(action.lines()), Optional.empty(), false);
        try (LogStream log = wait(containers.logs(action.container(), query))) {
            for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
                say(
                        line.get().source() == LogSource.STDERR ? stderr : stdout,
                        line.get().text());
            }
        } catch (IOException e) {
            throw new StatusException(ProblemType.RUNTIME_UNAVAILABLE);
        }
    }

    private String inspection(String container) {
        try {
            return json.writeValueAsString(wait(containers.inspect(container)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(KeptOutput output, String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        output.add(bytes, bytes.length);
    }

    /** Every answer comes within a time limit. */
    private static <T> T wait(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}
