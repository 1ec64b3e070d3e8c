package dev.statusagent.testing.redis;

import dev.statusagent.testing.tls.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks TLS on a free port of 127.0.0.1 and passes on what comes to another port there in clear. */
public final class TlsTunnel implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tls-tunnel");
        thread.setDaemon(true);
        return thread;
    });

    public TlsTunnel(ServerTls tls, int target) {
        this.target = target;
        try {
            listener =
                    tls.context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                pass(listener.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Where nobody listens at the other end, the caller is hung up on. */
    private void pass(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            threads.execute(() -> pump(client, server));
            threads.execute(() -> pump(server, client));
        } catch (ConnectException e) {
            client.close();
        }
    }

    /** A handshake that fails ends the connection, and nothing else. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
