package dev.statusagent.container;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A container at one moment. No text in it holds the value of a known secret.
 *
 * @param id as the runtime gives it, in full
 * @param image as it was asked for, such as {@code registry.example/app:1.2}
 * @param health null where the container has no health check
 * @param startedAt null if it was never started
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        examples = "{\"name\":\"web\",\"id\":\"5c3f\",\"image\":\"nginx:1.29\",\"state\":\"running\",\"health\":"
                + "{\"status\":\"healthy\",\"failing_streak\":0,\"last_probe_exit_code\":0,\"last_probe_output\":\"ok\"},"
                + "\"ports\":[{\"container_port\":80,\"protocol\":\"tcp\",\"host_ip\":\"0.0.0.0\",\"host_port\":8080}],"
                + "\"labels\":{\"team\":\"shop\"},\"started_at\":\"2026-11-25T04:25:17Z\",\"restart_count\":0}")
public record Container(
        String name,
        String id,
        String image,
        ContainerState state,
        ContainerHealth health,
        List<ContainerPort> ports,
        Map<String, String> labels,
        Instant startedAt,
        int restartCount) {
    public Container {
        ports = List.copyOf(ports);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
