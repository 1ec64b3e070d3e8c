package dev.statusagent.command.execution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where programs are looked for, whatever the agent's own environment says. */
record SearchPath(List<Path> directories) {
    static final SearchPath FIXED =
            new SearchPath(List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin")));

    Optional<Path> find(String program) {
        return directories.stream()
                .map(directory -> directory.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** As the variable {@code PATH}. */
    @Override
    public String toString() {
        return directories.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
