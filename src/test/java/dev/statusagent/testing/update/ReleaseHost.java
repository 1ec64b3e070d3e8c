package dev.statusagent.testing.update;

import dev.statusagent.testing.tls.ServerTls;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers each path with exactly the bytes it is told to; one request per connection. */
public final class ReleaseHost implements AutoCloseable {
    private final ServerSocket socket;
    private final String scheme;
    private final Map<String, Responder> responders = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "release-host");
        thread.setDaemon(true);
        return thread;
    });

    private ReleaseHost(ServerSocket socket, String scheme) {
        this.socket = socket;
        this.scheme = scheme;
        threads.execute(this::accept);
    }

    /** Writes a whole answer, head and body, or less. */
    @FunctionalInterface
    public interface Responder {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    public static ReleaseHost https(ServerTls tls) throws IOException {
        return new ReleaseHost(
                tls.context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                "https");
    }

    public static ReleaseHost http() throws IOException {
        return new ReleaseHost(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    }

    public URI uri() {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort());
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    public ReleaseHost on(String path, Responder responder) {
        responders.put(path, responder);
        return this;
    }

    /** A proper answer. */
    public ReleaseHost serve(String path, byte[] body) {
        return on(path, ok(body.length, body));
    }

    /** An answer that says it is so long. */
    public static Responder ok(long length, byte[] body) {
        return out -> {
            head(out, "200 OK", "Content-Length: " + length);
            out.write(body);
        };
    }

    public static Responder status(String status, String... headers) {
        return out -> {
            String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: 0";
            head(out, status, all);
        };
    }

    public static void head(OutputStream out, String status, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 64 * 1024)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {}
            String path = line.split(" ", -1)[1];
            asked.add(path);
            responders.getOrDefault(path, status("404 Not Found")).answer(out);
            out.flush();
        } catch (IOException e) {
            // the client has had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
