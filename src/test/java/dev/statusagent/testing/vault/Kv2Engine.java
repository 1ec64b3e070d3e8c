package dev.statusagent.testing.vault;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads, writes and deletes under {@code data/}; reads and deletes under {@code metadata/}.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2">KV secrets engine, version 2</a>
 */
final class Kv2Engine implements SecretEngine {

    private static final String DATA = "data/";
    private static final String METADATA = "metadata/";

    private final InstantSource clock;
    private final Map<String, KvHistory> secrets = new HashMap<>();

    Kv2Engine(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized int put(String path, Map<String, ?> data) {
        return add(path, data).number();
    }

    @Override
    public synchronized Map<String, Object> get(String path) {
        return find(path)
                .flatMap(secret -> secret.version(0))
                .filter(KvVersion::readable)
                .map(KvVersion::data)
                .orElse(Map.of());
    }

    @Override
    public synchronized void delete(String path) {
        find(path).ifPresent(secret -> secret.changeLatest(version -> version.delete(clock.instant())));
    }

    @Override
    public synchronized void destroy(String path) {
        find(path).ifPresent(secret -> secret.changeLatest(KvVersion::destroy));
    }

    @Override
    public synchronized void purge(String path) {
        secrets.remove(path);
    }

    @Override
    public synchronized boolean exists(String path) {
        return !path.startsWith(DATA) || secrets.containsKey(path.substring(DATA.length()));
    }

    @Override
    public synchronized VaultResponse handle(ApiCall call) {
        if (call.path().startsWith(DATA)) {
            return data(call, call.path().substring(DATA.length()));
        }
        if (call.path().startsWith(METADATA)) {
            return metadata(call, call.path().substring(METADATA.length()));
        }
        return invalidPath(call.operation());
    }

    private VaultResponse data(ApiCall call, String path) {
        return switch (call.operation()) {
            case READ -> read(path, requestedVersion(call.request()));
            case CREATE, UPDATE -> write(path, call.body());
            case DELETE -> {
                delete(path);
                yield VaultResponse.noContent();
            }
            default -> throw ApiException.unsupportedOperation();
        };
    }

    private VaultResponse read(String path, int number) {
        KvVersion version = find(path).flatMap(secret -> secret.version(number)).orElseThrow(ApiException::notFound);
        var data = new LinkedHashMap<String, Object>();
        data.put("data", version.readable() ? version.data() : null);
        data.put("metadata", version.metadata());
        return Envelope.of("kv").data(data).respond(version.readable() ? 200 : 404);
    }

    private VaultResponse write(String path, Map<String, Object> body) {
        if (!(body.get("data") instanceof Map<?, ?> data)) {
            throw ApiException.badRequest("no data provided");
        }
        int current = find(path).map(KvHistory::current).orElse(0);
        if (body.get("options") instanceof Map<?, ?> options
                && options.get("cas") instanceof Integer expected
                && expected != current) {
            throw ApiException.badRequest("check-and-set parameter did not match the current version");
        }
        var fields = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> fields.put((String) name, value));
        return Envelope.of("kv").data(add(path, fields).metadata()).respond(200);
    }

    private VaultResponse metadata(ApiCall call, String path) {
        return switch (call.operation()) {
            case READ ->
                Envelope.of("kv")
                        .data(find(path).orElseThrow(ApiException::notFound).metadata())
                        .respond(200);
            case DELETE -> {
                purge(path);
                yield VaultResponse.noContent();
            }
            default -> throw ApiException.unsupportedOperation();
        };
    }

    private static VaultResponse invalidPath(Capability operation) {
        String command = switch (operation) {
            case CREATE, UPDATE -> "put";
            case READ -> "get";
            default -> operation.label();
        };
        String warning = "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API"
                + " endpoints to use. If using the Vault CLI, use 'vault kv " + command + "' for this operation.";
        return Envelope.of("kv").warnings(List.of(warning)).respond(404);
    }

    private KvVersion add(String path, Map<String, ?> data) {
        return secrets.computeIfAbsent(path, unused -> new KvHistory()).add(data, clock.instant());
    }

    private Optional<KvHistory> find(String path) {
        return Optional.ofNullable(secrets.get(path));
    }

    private static int requestedVersion(VaultRequest request) {
        String version = request.query().getOrDefault("version", "0");
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("error converting input for field \"version\"");
        }
    }
}
