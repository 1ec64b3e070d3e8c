package dev.statusagent.testing.vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections on the loopback address, and can end them all at any moment. */
final class HttpListener {

    /** Serves one connection until it ends. */
    interface Connections {
        /**
         * Speaks with the client.
         *
         * @param secured what to speak on
         * @param disconnect ends the connection from any thread, never waiting for the peer
         */
        void serve(Socket secured, Runnable disconnect) throws IOException, InterruptedException;
    }

    private final Transport transport;
    private final Connections connections;
    private final ExecutorService workers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger secured = new AtomicInteger();
    private ServerSocket server;
    private CompletableFuture<Void> accepting;

    HttpListener(Transport transport, Connections connections, ExecutorService workers) {
        this.transport = transport;
        this.connections = connections;
        this.workers = workers;
    }

    /** Returns the port, which is the given one unless that is 0. */
    synchronized int start(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket listening = server;
        accepting = CompletableFuture.runAsync(() -> acceptFrom(listening), workers);
        return listening.getLocalPort();
    }

    /** From here on connections are refused, and the port is free: it is while nobody waits in accept any more. */
    void stop() {
        CompletableFuture<Void> ending;
        synchronized (this) {
            close(server);
            open.forEach(HttpListener::close);
            ending = accepting;
        }
        ending.join();
    }

    int accepted() {
        return accepted.get();
    }

    /** How many of the accepted connections got as far as speaking HTTP, through a handshake if need be. */
    int secured() {
        return secured.get();
    }

    private void acceptFrom(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                takeOn(listening.accept(), listening);
            } catch (IOException e) {
                close(listening);
            }
        }
    }

    /** Takes turns with stopping, so that no connection is left that neither serves nor closes. */
    private synchronized void takeOn(Socket raw, ServerSocket listening) {
        if (listening.isClosed()) {
            close(raw);
            return;
        }
        accepted.incrementAndGet();
        open.add(raw);
        workers.execute(() -> serve(raw));
    }

    private void serve(Socket raw) {
        try (raw;
                Socket socket = transport.secure(raw)) {
            secured.incrementAndGet();
            connections.serve(socket, () -> close(raw));
        } catch (IOException e) {
            // The client went away, did not agree on TLS, or was disconnected: there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(raw);
        }
    }

    /**
     * Given a raw socket, ends the connection under whatever is on it: closing the TLS socket on
     * top could wait for a thread that is writing.
     */
    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
