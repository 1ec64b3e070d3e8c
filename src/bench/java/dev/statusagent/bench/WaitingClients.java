package dev.statusagent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many clients that wait for commands, over a connection each, on one thread. Each that got one waits again. */
final class WaitingClients implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int AT_ONCE = 250;

    private final Selector selector = Selector.open();
    private final ByteBuffer request;
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "waiting-clients");
    private volatile boolean closed;
    private volatile IOException failure;

    WaitingClients(int port, String id, String token, int clients) throws IOException, InterruptedException {
        request = ByteBuffer.wrap(
                ("GET /api/v1/commands/wait/default?timeout=300 HTTP/1.1\r\nHost: localhost\r\nX-Agent-Id: " + id
                                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        for (int client = 0; client < clients; client++) {
            SocketChannel channel = SocketChannel.open();
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channel.write(request.duplicate());
            if (client % AT_ONCE == AT_ONCE - 1) {
                Thread.sleep(50); // the listener's backlog is not what is measured
            }
        }
        thread.start();
    }

    /** When the command came to a client, by {@link System#nanoTime}; null as long as it has not. */
    Long arrival(String id) throws IOException {
        if (failure != null) {
            throw failure;
        }
        return arrivals.get(id);
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void read(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("the agent closed a connection");
            }
            long now = System.nanoTime();
            String answer = StandardCharsets.UTF_8.decode(in.flip()).toString();
            Matcher id = ID.matcher(answer);
            if (!answer.startsWith("HTTP/1.1 200") || !id.find()) {
                throw new IOException("unexpected answer: " + answer.lines().findFirst());
            }
            arrivals.put(id.group(1), now);
            channel.write(request.duplicate());
        } catch (IOException e) {
            failure = e;
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        selector.wakeup();
        thread.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
