package dev.statusagent.testing.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Asks a double what its tests want to know. */
final class ApiClient {

    /** An answer; the body is a missing node where there is none. */
    record Reply(int status, JsonNode body, HttpHeaders headers) {

        JsonNode at(String pointer) {
            return body.at(pointer);
        }

        String error() {
            return body.at("/errors/0").asText();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http;
    private final String address;
    private final Map<String, String> headers;

    private ApiClient(HttpClient http, String address, Map<String, String> headers) {
        this.http = http;
        this.address = address;
        this.headers = headers;
    }

    static ApiClient of(VaultDouble vault) {
        return of(vault, HttpClient.newHttpClient());
    }

    static ApiClient of(VaultDouble vault, HttpClient http) {
        return new ApiClient(http, vault.address(), Map.of());
    }

    /** A client like this one, sending these headers only. */
    ApiClient with(Map<String, String> values) {
        return new ApiClient(http, address, values);
    }

    ApiClient withToken(String token) {
        return with(Map.of("X-Vault-Token", token));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    Reply post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Reply send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/v1/" + path)).method(method, body);
        headers.forEach(request::header);
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), MAPPER.readTree(response.body()), response.headers());
    }
}
