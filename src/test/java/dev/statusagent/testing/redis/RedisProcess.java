package dev.statusagent.testing.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server on a free port of 127.0.0.1, which a test may stop, kill and start again on its data. */
public final class RedisProcess implements AutoCloseable {
    /** The persistence that the documentation asks for. */
    public static final List<String> DURABLE = List.of("--appendonly", "yes", "--appendfsync", "always");

    private static final File PROGRAM = program();

    private final Path directory;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(Path directory, int port, List<String> options) {
        this.directory = directory;
        this.port = port;
        this.options = options;
    }

    /** Starts one that keeps its data in the directory, with further options of its command line. */
    public static RedisProcess start(Path directory, List<String> options) {
        RedisProcess redis = new RedisProcess(directory, freePort(), options);
        redis.start();
        return redis;
    }

    /** Starts one that keeps nothing on disk. */
    public static RedisProcess inMemory() {
        try {
            return start(Files.createTempDirectory("redis"), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File program() {
        try {
            return ExecutableProvider.newJarResourceProvider().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it (again) on the same port and data, and returns once it answers. */
    public void start() {
        List<String> line = new ArrayList<>(List.of(
                PROGRAM.getPath(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                directory.toString()));
        line.addAll(options);
        try {
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            String word = new String(answer, StandardCharsets.US_ASCII);
            return word.equals("+PONG") || word.equals("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends commands, inline, one after another, and gives the first line of the last answer. */
    public String command(String... lines) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = "";
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                answer = answers.readLine();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** {@code kill -STOP}: it takes connections, and answers nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** {@code kill -CONT}. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            end(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        end(process.destroyForcibly());
    }

    @Override
    public void close() {
        process.destroy();
        end(process);
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
