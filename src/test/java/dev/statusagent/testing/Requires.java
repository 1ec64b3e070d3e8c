package dev.statusagent.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test needs of the machine it runs on; where that is missing, the test is skipped with the reason said. */
public final class Requires {
    private static final String FORBID_SKIP = "STATUS_TEST_FORBID_SKIP";

    private Requires() {}

    /** The home of a JDK that an environment variable names. */
    public static Path jdk(String variable) {
        String home = System.getenv(variable);
        if (home == null || home.isEmpty()) {
            skip(variable + " does not name the home of a JDK");
        }
        Path directory = Path.of(home);
        if (!Files.isExecutable(directory.resolve("bin/java"))) {
            fail("%s=%s holds no bin/java", variable, home);
        }
        return directory;
    }

    /** The executable of that name on the search path. */
    public static Path program(String name) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path program = Path.of(directory, name);
            if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                return program;
            }
        }
        skip("there is no " + name + " on the PATH");
        throw new AssertionError(name);
    }

    /** Ends the test: as skipped, or as failed where {@code STATUS_TEST_FORBID_SKIP} is {@code true}. */
    public static void skip(String reason) {
        if ("true".equals(System.getenv(FORBID_SKIP))) {
            fail("%s, and %s=true forbids to skip", reason, FORBID_SKIP);
        }
        System.out.println("Skipped: " + reason);
        abort(reason);
    }
}
