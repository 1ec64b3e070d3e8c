package dev.statusagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {
    private static Ended status(String... arguments) {
        return PackagedAgent.builder().args(arguments).runToEnd();
    }

    @Test
    void saysTheVersionOfTheBuild() {
        Ended ended = status("--version");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stdout()).singleElement().asString().matches("status \\d+\\.\\d+\\.\\d+(-\\S+)?");
        assertThat(ended.stderr()).isEmpty();
    }

    @Test
    void refusesAnUnknownOption() {
        Ended ended = status("serve", "--nonsense");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr()).anyMatch(line -> line.contains("--nonsense"));
        assertThat(ended.stdout()).isEmpty();
    }

    @Test
    void writesATemplateAndDoesNotOverwriteIt(@TempDir Path directory) {
        assertThat(status("init", "--dir", directory.toString()).exitCode()).isZero();
        assertThat(directory.resolve(".env")).isRegularFile();
        assertThat(status("init", "--dir", directory.toString()).exitCode()).isEqualTo(1);
    }
}
