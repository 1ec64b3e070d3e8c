package dev.statusagent.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.Program;
import dev.statusagent.testing.Requires;
import dev.statusagent.testing.agent.Ended;
import dev.statusagent.testing.agent.PackagedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/signing.md, as they stand there, against the packaged agent. */
class SigningExamplesIT {
    private static final Path PAGE = Path.of("docs/signing.md");
    private static final String ID = "agent-1";
    private static final String TOKEN = "static-token-0123456789-0123456789";

    private static PackagedAgent agent;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        agent = PackagedAgent.builder()
                .env("AGENT_ID", ID)
                .secret("AGENT_TOKEN", TOKEN)
                .start();
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @Test
    void theAgentAcceptsWhatThePythonExampleSigns() throws IOException {
        Files.writeString(directory.resolve("sign.py"), example("python"));
        Ended ended = run(Requires.program("python3").toString(), "sign.py");
        assertThat(ended.stdout()).singleElement().asString().startsWith("HTTP 200 {\"rotated\":true");
    }

    @Test
    void theAgentAcceptsWhatTheJavaExampleSigns() throws IOException {
        Files.writeString(directory.resolve("Sign.java"), example("java"));
        Ended ended =
                run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "Sign.java");
        assertThat(ended.stdout())
                .singleElement()
                .asString()
                .startsWith("HTTP 200 {")
                .contains("\"token_source\"");
    }

    private Ended run(String... command) {
        Map<String, String> environment =
                Map.of("AGENT_URL", agent.uri().toString(), "AGENT_ID", ID, "AGENT_TOKEN", TOKEN);
        Ended ended = Program.run(directory, environment, "", List.of(command));
        assertThat(ended.exitCode()).as(String.join("\n", ended.stderr())).isZero();
        return ended;
    }

    /** The page's only block of the language. */
    private static String example(String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("an example in " + language).isTrue();
        String example = block.group(1);
        assertThat(block.find()).as("a second one").isFalse();
        return example;
    }
}
