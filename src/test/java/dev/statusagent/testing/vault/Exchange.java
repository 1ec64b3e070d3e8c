package dev.statusagent.testing.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One request and the means to answer it, well or badly. */
final class Exchange {

    private final VaultRequest request;
    private final Supplier<VaultResponse> answer;
    private final Gate gate;
    private final OutputStream out;
    private final Runnable disconnect;
    private volatile boolean cut;

    /**
     * @param answer carries the request out
     * @param disconnect ends the connection at once, whatever other threads do with it
     */
    Exchange(VaultRequest request, Supplier<VaultResponse> answer, Gate gate, OutputStream out, Runnable disconnect) {
        this.request = request;
        this.answer = answer;
        this.gate = gate;
        this.out = out;
        this.disconnect = disconnect;
    }

    VaultResponse answer() {
        return answer.get();
    }

    Gate gate() {
        return gate;
    }

    void send(VaultResponse response) throws IOException {
        send(response.status(), Map.of("Content-Type", "application/json"), response.body());
    }

    void send(int status, Map<String, String> headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var message = new ByteArrayOutputStream();
        message.writeBytes(head(status, withLength(status, headers, content.length)));
        if (!request.method().equals("HEAD")) {
            message.writeBytes(content);
        }
        write(message.toByteArray());
    }

    /** Announces the whole body, and sends half of it. */
    void sendHalf(VaultResponse response) throws IOException {
        byte[] content = response.body().getBytes(StandardCharsets.UTF_8);
        sendHead(
                response.status(),
                withLength(response.status(), Map.of("Content-Type", "application/json"), content.length));
        out.write(content, 0, content.length / 2);
        out.flush();
    }

    void sendHead(int status, Map<String, String> headers) throws IOException {
        write(head(status, headers));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void cut() {
        cut = true;
        disconnect.run();
    }

    boolean isCut() {
        return cut;
    }

    private static Map<String, String> withLength(int status, Map<String, String> headers, int length) {
        var all = new LinkedHashMap<>(headers);
        if (status != 204) {
            all.put("Content-Length", Integer.toString(length));
        }
        return all;
    }

    private static byte[] head(int status, Map<String, String> headers) {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        head.append("Cache-Control: no-store\r\n");
        head.append("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
