package dev.statusagent.command.execution;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts programs, each as the leader of a session of its own. */
@ApplicationScoped
class Launcher {
    private static final Set<String> INHERITED = Set.of("TZ");

    private final SearchPath path;

    Launcher() {
        this(SearchPath.FIXED);
    }

    Launcher(SearchPath path) {
        this.path = path;
    }

    /** There is no such program to start. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingException(String program) {
            super("there is no program " + program + " on this host");
        }
    }

    /**
     * Starts the program with an environment of a few fixed variables, and nothing to read.
     *
     * @param argv the program's bare name first
     * @throws MissingException if the program, or {@code setsid}, is not there
     */
    Process start(List<String> argv, Path directory, String runId) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(find("setsid")); // replaces itself by the program, whose pid is then that of session and group
        line.add(find(argv.get(0)));
        line.addAll(argv.subList(1, argv.size()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("PATH", path.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", directory.toString());
        environment.put(Family.MARK, runId);
        return builder.start();
    }

    private String find(String program) throws MissingException {
        return path.find(program)
                .orElseThrow(() -> new MissingException(program))
                .toString();
    }
}
