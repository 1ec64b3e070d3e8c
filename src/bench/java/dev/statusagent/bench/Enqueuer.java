package dev.statusagent.bench;

import dev.statusagent.config.Secret;
import dev.statusagent.security.signature.RequestSigner;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;

/** A caller that enqueues over one connection that stays open; each request is signed. */
final class Enqueuer implements AutoCloseable {
    private static final String PATH = "/api/v1/commands/enqueue";

    private final Socket socket;
    private final InputStream in;
    private final RequestSigner signer;

    Enqueuer(int port, String id, String token) throws IOException {
        signer = new RequestSigner(id, new Secret(token), InstantSource.system());
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Enqueues a command whose lease is long, and waits for its 202; gives when the request was sent. */
    long enqueue(String command) throws IOException {
        byte[] body = ("{\"id\":\"" + command + "\",\"name\":\"uname\",\"params\":{\"timeout_secs\":3600}}")
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + PATH
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n");
        signer.sign("POST", PATH, null, body)
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = (head + "\r\n" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        long sent = System.nanoTime();
        socket.getOutputStream().write(bytes);
        readAccepted();
        return sent;
    }

    private void readAccepted() throws IOException {
        String status = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 202")) {
            throw new IOException("unexpected answer: " + status);
        }
        in.skipNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                throw new EOFException();
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
