package dev.statusagent.testing.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** How a {@link PackagedAgent} is started: through the launcher, as an operator would. */
public final class PackagedAgentBuilder {
    private static final String JAR = "status.packaged.jar";
    private static final Path LAUNCHER = Path.of("src/main/launcher/status");
    private static final String PORT = "STATUS_PANEL_PORT";
    private static final List<String> INHERITED = List.of("PATH", "JAVA_HOME");

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Path workingDirectory = Directories.create();
    private final LeakCheck leaks = new LeakCheck();
    private List<String> arguments = List.of("serve");
    private SSLContext trust;
    private String reader;
    private Path installed;
    private int port;

    PackagedAgentBuilder() {
        INHERITED.forEach(name -> {
            if (System.getenv(name) != null) {
                env(name, System.getenv(name));
            }
        });
        env("HOME", workingDirectory.toString());
        trace("DEV_STATUSAGENT");
        trace("IO_QUARKUS_VAULT");
    }

    /** A port of the loopback address that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void trace(String category) {
        env("QUARKUS_LOG_CATEGORY__" + category + "__LEVEL", "TRACE");
    }

    /** Sets an environment variable. */
    public PackagedAgentBuilder env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets an environment variable to a secret, which the leak check then searches for under the variable's name. */
    public PackagedAgentBuilder secret(String name, String value) {
        return env(name, value).registerSecret(name, value);
    }

    /** Lets the leak check search for a secret that reaches the agent by another way. */
    public PackagedAgentBuilder registerSecret(String name, String value) {
        leaks.secret(name, value);
        return this;
    }

    /** Writes a file to the working directory, or to a directory below it. */
    public PackagedAgentBuilder file(String name, String content) {
        try {
            Path file = workingDirectory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Where the agent will run; removed when it is closed. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /** The command line; {@code serve} by default. */
    public PackagedAgentBuilder args(String... values) {
        arguments = List.of(values);
        return this;
    }

    /** Pipes what the application prints into that shell command, whose output takes its place. */
    public PackagedAgentBuilder pipedTo(String command) {
        reader = command;
        return this;
    }

    /** Starts the agent by the launcher of an installation, which knows where its application is. */
    public PackagedAgentBuilder installedAs(Path launcher) {
        installed = launcher;
        return this;
    }

    /** Says which port the agent will listen on where it is not told by {@code STATUS_PANEL_PORT}. */
    public PackagedAgentBuilder listensOn(int value) {
        port = value;
        return this;
    }

    /** Runs the agent on this JDK rather than on the one of the tests. */
    public PackagedAgentBuilder java(Path home) {
        return env("JAVA_HOME", home.toString());
    }

    /** Talks to the agent over HTTPS. */
    public PackagedAgentBuilder https(SSLContext trusted) {
        trust = trusted;
        return this;
    }

    /** Starts the agent and waits until it answers. */
    public PackagedAgent start() {
        if (port == 0) {
            port = Integer.parseInt(environment.computeIfAbsent(PORT, name -> String.valueOf(freePort())));
        }
        PackagedAgent agent = launch();
        try {
            agent.awaitStart();
        } catch (Throwable e) {
            agent.kill();
            agent.close();
            throw e;
        }
        return agent;
    }

    /** Runs the application to its end and searches what it said for secrets. */
    public Ended runToEnd() {
        try (PackagedAgent agent = launch()) {
            int exitCode = agent.awaitExit();
            return new Ended(exitCode, agent.stdout(), agent.stderr());
        }
    }

    /** Starts the application and does not wait for anything. */
    public PackagedAgent begin() {
        return launch();
    }

    private PackagedAgent launch() {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (installed == null) {
            builder.environment().put("STATUS_APP_DIR", jar().getParent().toString());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            AgentOutput output = new AgentOutput(process, leaks);
            AgentHttp http = new AgentHttp(port, trust, leaks);
            return new PackagedAgent(process, output, http, workingDirectory, dataDirectory(), leaks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path dataDirectory() {
        return workingDirectory.resolve(environment.getOrDefault("STATUS_DATA_DIR", "data"));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, (installed == null ? LAUNCHER.toAbsolutePath() : installed).toString());
        if (reader != null) {
            command.addAll(0, List.of("sh", "-c", "\"$@\" | " + reader, "sh"));
        }
        return command;
    }

    private static Path jar() {
        String jar = System.getProperty(JAR);
        if (jar == null) {
            throw new IllegalStateException(JAR + " is not set: run this with ./mvnw verify");
        }
        return Path.of(jar);
    }
}
