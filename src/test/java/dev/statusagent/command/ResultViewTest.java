package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultViewTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant TIME = Instant.parse("2026-11-25T01:10:42.431Z");

    @Test
    void isWrittenAsItsExampleShows() throws JsonProcessingException {
        CommandResult result = new CommandResult(
                "backup-17",
                CommandStatus.SUCCESS,
                new CommandResult.Output(0, 1.204, "", ""),
                null,
                "agent",
                TIME,
                false);
        assertThat(JSON.writeValueAsString(ResultView.of(result))).isEqualTo(ResultView.EXAMPLE);
    }

    @Test
    void hasNoOutputIfTheCommandNeverStarted() throws JsonProcessingException {
        CommandResult result =
                new CommandResult("a", CommandStatus.FAILED, null, "no such program", "agent", TIME, false);
        assertThat(JSON.writeValueAsString(ResultView.of(result)))
                .contains("\"status\":\"failed\",\"result\":null,\"error\":\"no such program\"");
    }
}
