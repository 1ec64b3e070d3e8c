package dev.statusagent.testing.vault;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the HTTP/1.1 requests of one connection (RFC 9112). */
final class HttpRequestReader {

    private final InputStream in;
    private final Optional<X509Certificate> clientCertificate;
    private final InstantSource clock;

    HttpRequestReader(InputStream in, Optional<X509Certificate> clientCertificate, InstantSource clock) {
        this.in = new BufferedInputStream(in);
        this.clientCertificate = clientCertificate;
        this.clock = clock;
    }

    /** Waits for the next request; empty when the client has closed the connection. */
    Optional<VaultRequest> next() throws IOException {
        String line = readLine();
        if (line == null) {
            return Optional.empty();
        }
        int methodEnd = line.indexOf(' ');
        int targetEnd = line.lastIndexOf(' ');
        if (methodEnd < 1 || targetEnd <= methodEnd) {
            throw new ProtocolException(line);
        }
        URI target = target(line.substring(methodEnd + 1, targetEnd));
        Map<String, String> headers = readHeaders();
        return Optional.of(new VaultRequest(
                line.substring(0, methodEnd),
                target.getPath(),
                query(target.getRawQuery()),
                headers,
                readBody(headers),
                clock.instant(),
                clientCertificate));
    }

    private Map<String, String> readHeaders() throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException(line);
            }
            headers.merge(
                    line.substring(0, colon), line.substring(colon + 1).strip(), (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private String readBody(Map<String, String> headers) throws IOException {
        byte[] body = "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))
                ? readChunks()
                : readFully(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] readChunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            body.writeBytes(readFully(size));
            requireLine();
        }
        readHeaders();
        return body.toByteArray();
    }

    private int readChunkSize() throws IOException {
        String line = requireLine();
        int extension = line.indexOf(';');
        return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String requireLine() throws IOException {
        String line = readLine();
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static URI target(String target) throws ProtocolException {
        try {
            return URI.create(target);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(target);
        }
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (String parameter : raw.split("&", -1)) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
