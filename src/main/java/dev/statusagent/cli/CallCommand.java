package dev.statusagent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status call}: signs one request, sends it, and prints what comes back. */
@Command(
        name = "call",
        description = "Sign a request, send it to a running agent, and print status and body.",
        mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, …")
    String method;

    @Parameters(index = "1", paramLabel = "PATH", description = "Path and query, such as /api/v1/token.")
    String path;

    @Parameters(index = "2", arity = "0..1", paramLabel = "BODY", description = "JSON, @FILE, or - for standard input.")
    String body;

    @Override
    public Integer call() throws IOException {
        AgentClient client = AgentClient.of(options, ClientConfiguration.load());
        AgentAnswer answer =
                client.send(method.toUpperCase(Locale.ROOT), path, bytes(System.in), AgentClient.TIME_LIMIT);
        spec.commandLine().getErr().println("HTTP " + answer.status());
        spec.commandLine().getOut().println(answer.body());
        return ExitCodes.of(answer.status());
    }

    private byte[] bytes(InputStream standardInput) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        if (body.equals("-")) {
            return standardInput.readAllBytes();
        }
        return body.startsWith("@")
                ? Files.readAllBytes(Path.of(body.substring(1)))
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
