package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPolicyTest {
    @TempDir
    static Path directory;

    private final CommandPolicy policy = new CommandPolicy(GivenCommands.DEFAULTS);

    static Stream<String> forbidden() throws IOException {
        Path links = Files.createTempDirectory(directory, "links");
        return Stream.concat(ForbiddenCommands.plain().stream(), ForbiddenCommands.throughLinks(links).stream());
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void refusesInWordsThatCanBeShown(String name) {
        assertThatThrownBy(() -> policy.check(name)).isInstanceOfSatisfying(StatusException.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(ProblemType.COMMAND_REFUSED);
            assertThat(refusal.getMessage()).matches("[\\x20-\\x7e]{10,200}");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "echo hello",
                "echo -n -e 'a\\tb' \"it's\"",
                "echo 100% (really) * ? [x] {a,b} ! # a=b a:b c,d",
                "echo wait... a..b a../b ..a",
                "echo see https://example.org/a/b and http://10.0.0.1:80/",
                "echo '' \"\"",
                "echo gr\u00fc\u00dfe \ud83d\ude00",
                "sleep",
                "sleep 1",
                "sleep 0.5 2m 1h 1d",
                "ls",
                "ls .",
                "ls -la /tmp",
                "ls -la /tmp/",
                "ls -l /tmp/. /var/tmp",
                "ls //tmp",
                "ls -l1 --human-readable --sort=time --color=never a/b ./c",
                "ls --sort size",
                "ls --color",
                "ls /tmp/not/there",
                "ls -",
                "tar -czf /tmp/x.tar.gz /tmp/data",
                "tar -c -z -f /tmp/x.tar.gz -C /tmp data",
                "tar --create --gzip --file=/tmp/x.tar.gz --directory=/tmp --exclude=*.log data",
                "tar -tvf /tmp/x.tar",
                "tar -xzf /tmp/x.tar.gz -C /tmp/not-there --strip-components=1 --no-same-owner",
                "tar --get --file /tmp/x.tar a/b",
                "tar -xOf /tmp/x.tar a",
                "tar -cf - /tmp/data",
                "gzip -k /tmp/a",
                "gzip -9kv /tmp/a b",
                "gzip -dc /tmp/a.gz",
                "gzip --decompress --stdout /tmp/a.gz",
                "uname",
                "uname -a",
                "uname -srm --nodename",
                "date",
                "date -u +%Y-%m-%dT%H:%M:%SZ",
                "date +%Y/%m/%d",
                "date -d '2 days ago' -I",
                "date --date='-1 day' --rfc-3339=seconds --utc",
                "date --iso-8601=seconds",
                "df",
                "df -hT /tmp",
                "df --output=source,pcent /var/tmp",
                "du -sh /tmp/data",
                "du -d1 /tmp/data",
                "du -h -d 1 --apparent-size /tmp/data",
                "du --max-depth=2 a"
            })
    void allows(String name) {
        assertThat(policy.check(name)).isInstanceOf(ParsedCommand.Program.class);
    }

    @Test
    void handsOnTheWords() {
        assertThat(policy.check("echo  'a b'\\ c \"\""))
                .isEqualTo(new ParsedCommand.Program(List.of("echo", "a b c", "")));
    }

    @Test
    void allowsSixteenArgumentsOf4096Characters() {
        assertThat(policy.check("echo" + (" " + "a".repeat(4096)).repeat(16)))
                .isInstanceOf(ParsedCommand.Program.class);
    }

    @Test
    void understandsActionsOnContainers() {
        assertThat(policy.check("docker:restart:web-1")).isEqualTo(new ParsedCommand.Container("restart", "web-1", 0));
        assertThat(policy.check("docker:logs:web")).isEqualTo(new ParsedCommand.Container("logs", "web", 100));
        assertThat(policy.check("docker:logs:web:10000")).isEqualTo(new ParsedCommand.Container("logs", "web", 10_000));
        assertThat(policy.check("docker:inspect:" + "a".repeat(63))).isInstanceOf(ParsedCommand.Container.class);
    }

    @Test
    void allowsLinksThatStayInside() throws IOException {
        Path inside = Files.createTempDirectory(directory, "inside");
        Files.createDirectory(inside.resolve("data"));
        Files.createSymbolicLink(inside.resolve("link"), Path.of("data"));
        assertThat(policy.check("ls " + inside + "/link/not-there")).isInstanceOf(ParsedCommand.Program.class);
        assertThat(policy.check("tar -xf /tmp/x.tar -C " + inside)).isInstanceOf(ParsedCommand.Program.class);
    }

    @Test
    void extractsIntoNothingThatItCannotLookThrough() throws IOException {
        Path deep = Files.createTempDirectory(directory, "deep");
        Files.createDirectories(deep.resolve("d/".repeat(101)));
        Path full = Files.createTempDirectory(directory, "full");
        for (int file = 0; file < 10_001; file++) {
            Files.createFile(full.resolve(String.valueOf(file)));
        }
        assertThatThrownBy(() -> policy.check("tar -xf /tmp/x.tar -C " + deep)).hasMessageContaining("too deep");
        assertThatThrownBy(() -> policy.check("tar -xf /tmp/x.tar -C " + full)).hasMessageContaining("too much");
    }

    @Test
    void seesLinksWhoseNamesAreNoText() throws Exception {
        Path bytes = Files.createTempDirectory(directory, "bytes");
        Process link = new ProcessBuilder("sh", "-c", "ln -s /etc \"$(printf '\\377')\"")
                .directory(bytes.toFile())
                .start();
        assertThat(link.waitFor()).isZero();
        assertThatThrownBy(() -> policy.check("tar -xf /tmp/x.tar -C " + bytes)).hasMessageContaining("link");
    }

    @Test
    void asksAgainWhereALinkLeads() throws IOException {
        Path link = Files.createTempDirectory(directory, "moved").resolve("link");
        String name = "ls " + link;
        assertThat(policy.check(name)).isNotNull();
        Files.createSymbolicLink(link, Path.of("/etc"));
        assertThatThrownBy(() -> policy.check(name)).isInstanceOf(StatusException.class);
    }

    @Test
    void theConfiguredListReplacesTheBuiltInOne() {
        CommandPolicy other = new CommandPolicy(GivenCommands.allowing("cat", "ls"));
        assertThat(other.check("cat --any -x option")).isInstanceOf(ParsedCommand.Program.class);
        assertThatThrownBy(() -> other.check("echo a")).isInstanceOf(StatusException.class);
        assertThatThrownBy(() -> other.check("ls --any"))
                .as("a built-in program keeps its table")
                .isInstanceOf(StatusException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat /etc/passwd",
                "cat a ../b",
                "cat --file=/etc/passwd",
                "cat --file=../b",
                "cat -f/etc/passwd",
                "cat -f../b",
                "cat -f..",
                "cat -frel/path",
                "cat --from /etc/passwd",
                "cat a:/etc/passwd",
                "cat type=bind,src=/etc",
                "cat @/etc/passwd",
                "cat 'x /etc/passwd'",
                "cat file:///etc/passwd",
                "cat file://localhost/etc/passwd",
                "cat HTTP:///etc/passwd",
                "cat http:///etc/passwd",
                "cat http://x/,/etc/passwd",
                "cat --x=~/a",
                "cat a | cat",
                "cat a\nb"
            })
    void pathAndCharacterRulesHoldForAddedProgramsToo(String name) {
        assertThatThrownBy(() -> new CommandPolicy(GivenCommands.allowing("cat")).check(name))
                .isInstanceOf(StatusException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cat /tmp/a", "cat --f=/tmp/a", "cat -f/tmp/a", "cat --f=a/b", "cat a/b", "cat https://x.y/z"})
    void addedProgramsMayBeGivenPathsInside(String name) {
        assertThat(new CommandPolicy(GivenCommands.allowing("cat")).check(name)).isNotNull();
    }
}
