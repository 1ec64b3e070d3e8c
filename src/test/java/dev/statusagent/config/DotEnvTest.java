package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @TempDir
    private Path directory;

    private DotEnv read(String content) throws IOException {
        return DotEnv.read(Files.writeString(directory.resolve(".env"), content));
    }

    private Map<String, String> variables(String content) throws IOException {
        DotEnv dotEnv = read(content);
        assertThat(dotEnv.warnings()).isEmpty();
        return dotEnv.variables();
    }

    @Test
    void takesEverythingAfterTheFirstEqualsSign() throws IOException {
        assertThat(variables("A=b=c\nB= \"quoted\" \nC='x'#no comment\nD=\n"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("A", "b=c", "B", " \"quoted\" ", "C", "'x'#no comment", "D", ""));
    }

    @Test
    void expandsNothing() throws IOException {
        assertThat(variables("A=${HOME}\nB=$HOME\\n\\\\\n"))
                .containsEntry("A", "${HOME}")
                .containsEntry("B", "$HOME\\n\\\\");
    }

    @Test
    void skipsCommentsAndEmptyLines() throws IOException {
        assertThat(variables("# A=1\n\n   # B=2\n \t\nC=3\n")).containsOnlyKeys("C");
    }

    @Test
    void readsLinesForAShellAndFromWindows() throws IOException {
        assertThat(variables("\uFEFFA=1\r\nexport B=2\r\n  C=3"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2", "C", "3"));
    }

    @Test
    void keepsLineSeparatorsOfOtherWritingSystems() throws IOException {
        assertThat(variables("A=x\u2028y\u0085z\n")).containsEntry("A", "x\u2028y\u0085z");
    }

    @Test
    void theLastOfTwoCounts() throws IOException {
        assertThat(variables("A=1\nA=2\n")).containsEntry("A", "2");
    }

    @Test
    void warnsAboutALineThatIsNoVariable() throws IOException {
        DotEnv dotEnv = read("A=1\nB = 7qz\nhello\nC-D=7qz\n");
        assertThat(dotEnv.variables()).containsOnlyKeys("A");
        assertThat(dotEnv.warnings())
                .containsExactly(
                        ".env: line 2 is not NAME=value and is ignored",
                        ".env: line 3 is not NAME=value and is ignored",
                        ".env: line 4 is not NAME=value and is ignored");
    }

    @Test
    void anAbsentFileIsNone() {
        assertThat(DotEnv.read(directory.resolve("absent"))).isEqualTo(DotEnv.NONE);
        assertThat(DotEnv.read(directory)).isEqualTo(DotEnv.NONE);
    }

    @Test
    void warnsAboutAFileThatIsNotText() throws IOException {
        Path file = Files.write(directory.resolve(".env"), new byte[] {'A', '=', (byte) 0xff});
        assertThat(DotEnv.read(file))
                .isEqualTo(new DotEnv(
                        Map.of(), java.util.List.of(".env is there and cannot be read as UTF-8 text: it is ignored")));
    }
}
