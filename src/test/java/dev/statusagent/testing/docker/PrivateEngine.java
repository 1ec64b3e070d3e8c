package dev.statusagent.testing.docker;

import dev.statusagent.testing.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Docker engine of the tests' own, or Podman in its place, with its own containers and one image, {@value #IMAGE}, of BusyBox.
 * It shares nothing with an engine that the machine may have. Where {@code dockerd} or {@code podman} is not installed, or the
 * tests do not run as root, they are skipped.
 */
public final class PrivateEngine implements AutoCloseable {
    public static final String IMAGE = "probe:1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> APPLETS = List.of(
            "sh", "sleep", "seq", "echo", "cat", "yes", "head", "true", "false", "kill", "printf", "awk", "usleep");

    private final Path docker = Requires.program("docker");
    private final Path directory;
    private final List<String> command;
    private Process engine;

    /**
     * @param command starts the engine
     */
    private PrivateEngine(Path directory, List<String> command) {
        this.directory = directory;
        this.command = command;
    }

    /**
     * Starts an engine and waits until it answers.
     *
     * @param options of {@code dockerd}, beside those that keep it apart from others
     */
    public static PrivateEngine start(String... options) {
        Path directory = directory();
        List<String> command = dockerd(Requires.program("dockerd"), directory);
        command.addAll(List.of(options));
        return begin(new PrivateEngine(directory, command));
    }

    /** Starts Podman's service and waits until it answers. */
    public static PrivateEngine startPodman() {
        Path directory = directory();
        List<String> command = podman(Requires.program("podman"), directory);
        command.addAll(List.of("system", "service", "--time=0", "unix://" + directory.resolve("docker.sock")));
        return begin(new PrivateEngine(directory, command));
    }

    private static Path directory() {
        if (!"root".equals(System.getProperty("user.name"))) {
            Requires.skip("a container engine needs root");
        }
        try {
            return Files.createTempDirectory("engine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrivateEngine begin(PrivateEngine engine) {
        Path busybox = Requires.program("busybox");
        engine.resume();
        try {
            engine.importImage(busybox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return engine;
    }

    public Path socket() {
        return directory.resolve("docker.sock");
    }

    /** As {@code DOCKER_HOST} says it. */
    public String host() {
        return "unix://" + socket();
    }

    /** Starts the engine again after {@link #stop}. */
    public void resume() {
        try {
            engine = withSettings(new ProcessBuilder(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the engine")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the engine ended", () -> !engine.isAlive())
                .until(() -> exitCode("version") == 0);
    }

    private static List<String> dockerd(Path dockerd, Path directory) {
        return new ArrayList<>(List.of(
                dockerd.toString(),
                "--host=unix://" + directory.resolve("docker.sock"),
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("run"),
                "--pidfile=" + directory.resolve("pid"),
                "--storage-driver=vfs",
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--shutdown-timeout=1"));
    }

    /** With the runtime that Docker brings: the other one wants control groups of one version alone. */
    private static List<String> podman(Path podman, Path directory) {
        return new ArrayList<>(List.of(
                podman.toString(),
                "--root=" + directory.resolve("data"),
                "--runroot=" + directory.resolve("run"),
                "--tmpdir=" + directory.resolve("tmp"),
                "--storage-driver=vfs",
                "--runtime=runc",
                "--cgroup-manager=cgroupfs",
                "--events-backend=file"));
    }

    /** Podman asks for more open files than a machine of tests may give, unless it is told a number. */
    private ProcessBuilder withSettings(ProcessBuilder builder) throws IOException {
        Path settings = directory.resolve("containers.conf");
        Files.writeString(settings, "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\n");
        builder.environment().put("CONTAINERS_CONF", settings.toString());
        return builder;
    }

    /** Runs Podman's own command on the containers of this engine, whatever comes of it. */
    public void podman(String... arguments) {
        List<String> call = podman(Requires.program("podman"), directory);
        call.addAll(List.of(arguments));
        try {
            withSettings(new ProcessBuilder(call))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the engine, and with it the containers. */
    public void stop() {
        engine.destroy();
        try {
            if (!engine.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                engine.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the engine's process without ending it: it accepts connections and answers nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            run(new ProcessBuilder("kill", signal, String.valueOf(engine.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the docker command to its end; returns what it printed. Fails if that did not go well. */
    public String docker(String... arguments) {
        Path output = output(arguments);
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a container that runs the script.
     *
     * @param options of {@code docker run}
     */
    public void run(String name, String script, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-d", "--name", name, "--network=none"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(IMAGE, "sh", "-c", script));
        docker(arguments.toArray(String[]::new));
    }

    /** Removes all containers. */
    public void clear() {
        List<String> all = docker("ps", "-aq").lines().toList();
        if (!all.isEmpty()) {
            docker(Stream.concat(Stream.of("rm", "-f"), all.stream()).toArray(String[]::new));
        }
    }

    private Path output(String... arguments) {
        Path output = directory.resolve("out-" + Thread.currentThread().getId());
        int code = exitCode(output, arguments);
        if (code != 0) {
            throw new AssertionError(
                    "docker " + String.join(" ", arguments) + " ended with " + code + ": " + text(output));
        }
        return output;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(String... arguments) {
        return exitCode(directory.resolve("out"), arguments);
    }

    private int exitCode(Path output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(docker.toString(), "--host", host()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void importImage(Path busybox) throws IOException {
        Path root = Files.createDirectories(directory.resolve("root/bin")).getParent();
        Files.copy(busybox, root.resolve("bin/busybox"));
        root.resolve("bin/busybox").toFile().setExecutable(true, false);
        for (String applet : APPLETS) {
            Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
        }
        Path tar = directory.resolve("root.tar");
        run(new ProcessBuilder("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
        docker("import", tar.toString(), IMAGE);
    }

    private static void run(ProcessBuilder builder) throws IOException {
        try {
            if (builder.inheritIO().start().waitFor() != 0) {
                throw new AssertionError(builder.command());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (engine.isAlive()) {
            clear();
        }
        stop();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
