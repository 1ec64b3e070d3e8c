package dev.statusagent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A real HAProxy with the configuration of {@code docs/load-balancer}, before three agents on loopback. */
public final class LoadBalancer implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("docs/load-balancer/haproxy.cfg");
    private static final List<String> NAMES = List.of("ONE", "TWO", "THREE");
    /** Of the field status, in what "show stat" prints. */
    private static final int STATUS_COLUMN = 17;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path socket;
    private final Path log;
    private final int port;

    private LoadBalancer(Process process, Path socket, Path log, int port) {
        this.process = process;
        this.socket = socket;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param directory for its socket and its log
     * @param port where it listens
     * @param agents the ports of three agents
     */
    public static LoadBalancer start(Path directory, int port, List<Integer> agents) {
        Path socket = directory.resolve("haproxy.sock");
        Path log = directory.resolve("haproxy.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Requires.program("haproxy").toString(),
                        "-db",
                        "-f",
                        CONFIGURATION.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        builder.environment().put("STATS_SOCKET", socket.toString());
        builder.environment().put("LISTEN", "127.0.0.1:" + port);
        for (int i = 0; i < NAMES.size(); i++) {
            builder.environment().put("AGENT_" + NAMES.get(i), "127.0.0.1:" + agents.get(i));
        }
        try {
            LoadBalancer started = new LoadBalancer(builder.start(), socket, log, port);
            Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(socket));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it said: which agents it took out and back in. */
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it sends requests to that many agents. */
    public void awaitAgents(int count) {
        Awaitility.await(count + " agents behind the load balancer")
                .atMost(PATIENCE)
                .until(() -> agentsUp() == count);
    }

    private long agentsUp() throws IOException {
        return ask("show stat\n")
                .lines()
                .filter(line -> line.startsWith("agents,") && !line.startsWith("agents,BACKEND,"))
                .filter(line -> line.split(",", -1)[STATUS_COLUMN].equals("UP"))
                .count();
    }

    private String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
