package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCommandTest {
    @Test
    void helpListsTheCommands() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: status").contains("serve", "init", "--version");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void eachCommandHasHelpOfItsOwn() {
        assertThat(CommandLineRun.of("serve", "--help").out()).contains("--bind=ADDRESS", "--port=PORT");
        assertThat(CommandLineRun.of("init", "--help").out()).contains("--dir=DIRECTORY", "--force");
    }

    @Test
    void saysItsVersion() {
        CommandLineRun run = CommandLineRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().strip()).matches("status \\S+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "nonsense", "serve --nonsense", "serve extra", "init --dir", "serve --port"})
    void refusesWhatItDoesNotKnow(String line) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).containsPattern("Usage: status|Did you mean: status");
        assertThat(run.out()).isEmpty();
    }
}
