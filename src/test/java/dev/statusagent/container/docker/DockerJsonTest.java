package dev.statusagent.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.config.Redaction;
import dev.statusagent.container.ContainerPort;
import dev.statusagent.container.ContainerState;
import org.junit.jupiter.api.Test;

/** What the private engine of other tests has not: networks. As an engine 20.10 writes it. */
class DockerJsonTest {
    @Test
    void readsPublishedAndOtherPorts() throws JsonProcessingException {
        assertThat(json("""
                {"NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}],
                 "53/udp":null}}}""").container().ports())
                .containsExactly(
                        new ContainerPort(80, "tcp", "0.0.0.0", 8080),
                        new ContainerPort(80, "tcp", "::", 8080),
                        new ContainerPort(53, "udp", null, null));
    }

    @Test
    void readsAContainerThatHasNeverRun() throws JsonProcessingException {
        DockerJson created = json("""
                {"Name":"/new","State":{"Status":"created","StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z",
                 "Error":""},"NetworkSettings":{"Networks":{"front":{},"back":{}}}}""");
        assertThat(created.container().startedAt()).isNull();
        assertThat(created.container().state()).isEqualTo(ContainerState.CREATED);
        assertThat(created.details().exitCode()).isNull();
        assertThat(created.details().finishedAt()).isNull();
        assertThat(created.details().error()).isNull();
        assertThat(created.details().networks()).containsExactly("back", "front");
    }

    @Test
    void takesAStateThatItDoesNotKnow() throws JsonProcessingException {
        assertThat(json("{\"State\":{\"Status\":\"stopping\"}}").container().state())
                .isEqualTo(ContainerState.UNKNOWN);
    }

    private static DockerJson json(String text) throws JsonProcessingException {
        return new DockerJson(new ObjectMapper().readTree(text), Redaction.NONE);
    }
}
