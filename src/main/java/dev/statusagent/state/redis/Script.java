package dev.statusagent.state.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A Lua script that Redis runs as one step, from the class path.
 *
 * @param text what Redis runs
 * @param sha1 the name by which Redis knows it once it has run
 */
public record Script(String text, String sha1) {
    /** The script of that text. */
    static Script of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /** The scripts in {@code redis/NAME.lua} as one, in that order: the first ones declare what the last one uses. */
    public static Script named(String... names) {
        return of(Arrays.stream(names).map(Script::read).collect(Collectors.joining("\n")));
    }

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
