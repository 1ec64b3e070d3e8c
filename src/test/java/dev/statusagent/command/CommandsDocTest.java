package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.command.policy.BuiltIns;
import dev.statusagent.command.policy.PathRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/commands.md} has the tables of the policy: all options, and no others. */
class CommandsDocTest {
    private static final String HEAD = "| program | options | operands |";

    @Test
    void theOptionsAreThoseOfThePolicy() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/commands.md"));
        assertThat(lines.stream()
                        .skip(lines.indexOf(HEAD) + 2L)
                        .takeWhile(line -> line.startsWith("|"))
                        .toList())
                .isEqualTo(new BuiltIns(new PathRule())
                        .rules().stream()
                                .map(rule -> "| `" + rule.program() + "` | " + rule.documentedOptions() + " | "
                                        + rule.operands() + " |")
                                .toList());
    }
}
