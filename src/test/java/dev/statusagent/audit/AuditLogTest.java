package dev.statusagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an event becomes a line. */
class AuditLogTest {
    private final List<String> lines = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final AuditLog log =
            new AuditLog(() -> Instant.parse("2026-11-26T01:02:03.004Z"), new ObjectMapper(), (line, request) -> {
                lines.add(line);
                requests.add(request);
            });

    @Test
    void isOneLineOfAsciiWhateverIsInIt() throws Exception {
        String path = "/a\r\nb\u001b[2J\u009b2J\u2028\u202eü\"}{";
        log.record(
                AuditEvent.of(AuditEvent.Type.AUTH_FAILURE, "anonymous", "no").with("path", path));
        assertThat(lines).singleElement().asString().matches("[ -~]+");
        assertThat(new ObjectMapper().readTree(lines.get(0)).path("path").asText())
                .isEqualTo(path);
    }

    @Test
    void saysWhatHappenedWhenAndToWhom() {
        log.record(AuditEvent.of(AuditEvent.Type.AUTH_SUCCESS, "agent-1", "success")
                .with("request_id", "r-1")
                .with("version", null));
        log.record(AuditEvent.of(AuditEvent.Type.TOKEN_ROTATED, "system", "success"));
        assertThat(lines.get(0))
                .isEqualTo("{\"event\":\"auth_success\",\"time\":\"2026-11-26T01:02:03.004Z\",\"actor\":\"agent-1\","
                        + "\"outcome\":\"success\",\"request_id\":\"r-1\"}");
        assertThat(requests).containsExactly("r-1", null);
    }
}
