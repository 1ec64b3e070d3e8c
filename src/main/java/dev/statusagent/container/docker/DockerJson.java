package dev.statusagent.container.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import dev.statusagent.container.Container;
import dev.statusagent.container.ContainerDetails;
import dev.statusagent.container.ContainerHealth;
import dev.statusagent.container.ContainerPort;
import dev.statusagent.container.ContainerState;
import dev.statusagent.container.SecretVariables;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads one container out of the JSON that the engine inspects it with, without its secrets. */
final class DockerJson {
    private static final int LONGEST_OUTPUT = 4096;
    /** How the engine writes a time that has not come: the first of the year 1. */
    private static final String NEVER = "0001-";

    private final JsonNode json;
    private final Redaction redaction;

    /**
     * @param agentSecrets hides the agent's secrets
     */
    DockerJson(JsonNode json, Redaction agentSecrets) {
        this.json = json;
        this.redaction = agentSecrets.with(secrets(json));
    }

    private static List<Secret> secrets(JsonNode json) {
        return SecretVariables.valuesOf(
                texts(json.at("/Config/Env")).map(JsonNode::asText).toList());
    }

    private static Stream<JsonNode> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Hides the agent's secrets and the container's. */
    Redaction redaction() {
        return redaction;
    }

    String id() {
        return json.path("Id").asText();
    }

    String name() {
        return json.path("Name").asText().replaceFirst("^/", "");
    }

    ContainerState state() {
        return ContainerState.of(json.at("/State/Status").asText());
    }

    boolean hasTerminal() {
        return json.at("/Config/Tty").asBoolean();
    }

    Container container() {
        return new Container(
                name(),
                id(),
                json.at("/Config/Image").asText(),
                state(),
                health(json.at("/State/Health")),
                ports(json.at("/NetworkSettings/Ports")),
                labels(json.at("/Config/Labels")),
                time(json.at("/State/StartedAt")),
                json.path("RestartCount").asInt());
    }

    ContainerDetails details() {
        Instant finishedAt = time(json.at("/State/FinishedAt"));
        boolean isOver = finishedAt != null && !json.at("/State/Running").asBoolean();
        String error = redaction.apply(json.at("/State/Error").asText());
        return new ContainerDetails(
                container(),
                time(json.path("Created")),
                isOver ? json.at("/State/ExitCode").asInt() : null,
                finishedAt,
                json.at("/State/OOMKilled").asBoolean(),
                error.isEmpty() ? null : error,
                json.at("/HostConfig/RestartPolicy/Name").asText("no"),
                texts(json.at("/Config/Env"))
                        .map(variable -> variable.asText().replaceFirst("(?s)=.*", ""))
                        .sorted()
                        .toList(),
                names(json.at("/NetworkSettings/Networks")).sorted().toList(),
                List.of());
    }

    private static Stream<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    private ContainerHealth health(JsonNode health) {
        String status = health.path("Status").asText("none");
        if (status.isEmpty() || status.equals("none")) {
            return null;
        }
        JsonNode probes = health.path("Log");
        JsonNode last = probes.path(probes.size() - 1);
        return new ContainerHealth(
                status,
                health.path("FailingStreak").asInt(),
                last.has("ExitCode") ? last.path("ExitCode").asInt() : null,
                last.has("Output") ? end(redaction.apply(last.path("Output").asText())) : null);
    }

    private static String end(String output) {
        return output.substring(Math.max(0, output.length() - LONGEST_OUTPUT));
    }

    private static List<ContainerPort> ports(JsonNode ports) {
        List<ContainerPort> found = new ArrayList<>();
        ports.properties().forEach(entry -> {
            String[] port = entry.getKey().split("/", 2);
            int number = Integer.parseInt(port[0]);
            String protocol = port.length > 1 ? port[1] : "tcp";
            if (entry.getValue().isEmpty()) {
                found.add(new ContainerPort(number, protocol, null, null));
            }
            entry.getValue()
                    .forEach(host -> found.add(new ContainerPort(
                            number,
                            protocol,
                            host.path("HostIp").asText(),
                            host.path("HostPort").asInt())));
        });
        return found;
    }

    private Map<String, String> labels(JsonNode labels) {
        Map<String, String> given = new TreeMap<>();
        labels.properties()
                .forEach(label -> given.put(label.getKey(), label.getValue().asText()));
        return SecretVariables.shown(given, redaction);
    }

    private static Instant time(JsonNode time) {
        String text = time.asText("");
        if (text.isEmpty() || text.startsWith(NEVER)) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
