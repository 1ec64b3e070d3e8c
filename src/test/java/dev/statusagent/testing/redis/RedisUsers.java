package dev.statusagent.testing.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The users of a Redis server: the agent's, with the rights that the documentation gives it, and one for the test. */
public final class RedisUsers {
    /** Has what a URL and an expression would make something else of. */
    public static final String PASSWORD = "p$${x}{y}%z:/@+ä";

    private static final Pattern DOCUMENTED = Pattern.compile("ACL SETUSER status (.*) >PASSWORD");
    private static final String TESTER = "tester-0123456789";

    private RedisUsers() {}

    /** Options of a server that knows these users and nobody else. */
    public static List<String> options(Path directory) {
        try {
            Matcher documented = DOCUMENTED.matcher(Files.readString(Path.of("docs/replicas.md")));
            if (!documented.find()) {
                throw new IllegalStateException("docs/replicas.md names no user");
            }
            Path users = Files.writeString(
                    directory.resolve("users.acl"),
                    "user default off\nuser tester on ~* &* +@all >%s\nuser status %s >%s\n"
                            .formatted(TESTER, documented.group(1), PASSWORD));
            return List.of("--aclfile", users.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command as the test's own user. */
    public static String command(RedisProcess redis, String line) {
        return redis.command("AUTH tester " + TESTER, line);
    }

    /** {@code SCHEME://status:…@localhost:PORT}. */
    public static String url(String scheme, int port, String password) {
        return scheme + "://status:" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@localhost:" + port;
    }
}
