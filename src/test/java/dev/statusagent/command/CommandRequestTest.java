package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.http.StrictJson;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRequestTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static {
        new StrictJson().customize(JSON);
    }

    private final CommandPolicy policy = new CommandPolicy(GivenCommands.DEFAULTS);

    @Test
    void takesTheDefaultsFromTheConfiguration() throws JsonProcessingException {
        assertThat(command("{\"id\":\"a\",\"name\":\"date\"}"))
                .isEqualTo(new Command("a", "date", Duration.ofSeconds(60), Priority.NORMAL));
    }

    @Test
    void takesWhatIsSaidAndIgnoresWhatItDoesNotKnow() throws JsonProcessingException {
        String body = "{\"id\":\"a.b_c:d-1\",\"name\":\"date\",\"more\":{\"x\":1},"
                + "\"params\":{\"timeout_secs\":86400,\"priority\":\"high\",\"more\":[]}}";
        assertThat(command(body)).isEqualTo(new Command("a.b_c:d-1", "date", Duration.ofDays(1), Priority.HIGH));
    }

    @Test
    void showsItsExample() throws JsonProcessingException {
        assertThat(command(CommandRequest.EXAMPLE).timeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"date\"}",
                "{\"id\":null,\"name\":\"date\"}",
                "{\"id\":\"\",\"name\":\"date\"}",
                "{\"id\":\".a\",\"name\":\"date\"}",
                "{\"id\":\"a/b\",\"name\":\"date\"}",
                "{\"id\":\"a\\n\",\"name\":\"date\"}",
                "{\"id\":\"\\u0430\",\"name\":\"date\"}"
            })
    void refusesAnIdThatIsNone(String body) {
        assertRefused(body, "id");
    }

    @Test
    void refusesAnIdThatIsTooLong() throws JsonProcessingException {
        assertThat(command("{\"id\":\"" + "a".repeat(128) + "\",\"name\":\"date\"}"))
                .isNotNull();
        assertRefused("{\"id\":\"" + "a".repeat(129) + "\",\"name\":\"date\"}", "id");
    }

    @Test
    void refusesABodyWithoutAName() {
        assertRefused("{\"id\":\"a\"}", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "86401", "9223372036854775807"})
    void refusesATimeoutOutOfRange(String seconds) {
        assertRefused(
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":" + seconds + "}}",
                "params.timeout_secs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIGH", "urgent", "", " high"})
    void refusesAPriorityThatIsNone(String priority) {
        assertRefused(
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"priority\":\"" + priority + "\"}}", "params.priority");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":5,\"name\":\"date\"} | id",
                "{\"id\":\"a\",\"name\":true} | name",
                "{\"id\":\"a\",\"name\":[\"date\"]} | name",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":\"x\"} | params",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":\"5\"}} | timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":5.5}} | timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":true}} | timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":1e99}} | timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"timeout_secs\":9223372036854775808}} | timeout_secs",
                "{\"id\":\"a\",\"name\":\"date\",\"params\":{\"priority\":1}} | priority",
                "{\"id\":\"a\",\"name\":\"date\",\"deployment_hash\":1.5} | deployment_hash"
            })
    void namesTheFieldOfTheWrongType(String body, String field) {
        assertThatThrownBy(() -> command(body))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        failure -> assertThat(failure.getPath()
                                        .get(failure.getPath().size() - 1)
                                        .getFieldName())
                                .isEqualTo(field));
    }

    @Test
    void refusesWhatThePolicyRefuses() {
        assertThatThrownBy(() -> command("{\"id\":\"a\",\"name\":\"rm -r x\"}"))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.COMMAND_REFUSED));
    }

    private Command command(String body) throws JsonProcessingException {
        return JSON.readValue(body, CommandRequest.class).toCommand(policy, GivenCommands.DEFAULTS);
    }

    private void assertRefused(String body, String field) {
        assertThatThrownBy(() -> command(body))
                .isInstanceOf(StatusException.class)
                .hasMessageStartingWith(field + " ");
    }
}
