package dev.statusagent.testing.vault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads, writes and deletes; does not list.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v1">KV secrets engine, version 1</a>
 */
final class Kv1Engine implements SecretEngine {

    private static final Duration DEFAULT_LEASE = Duration.ofDays(32);

    private final Map<String, Map<String, Object>> secrets = new ConcurrentHashMap<>();

    @Override
    public int put(String path, Map<String, ?> data) {
        secrets.put(path, new LinkedHashMap<>(data));
        return 0;
    }

    @Override
    public Map<String, Object> get(String path) {
        return secrets.getOrDefault(path, Map.of());
    }

    @Override
    public void delete(String path) {
        secrets.remove(path);
    }

    @Override
    public void purge(String path) {
        delete(path);
    }

    @Override
    public boolean exists(String path) {
        return secrets.containsKey(path);
    }

    @Override
    public VaultResponse handle(ApiCall call) {
        return switch (call.operation()) {
            case READ -> read(call.path());
            case CREATE, UPDATE -> write(call);
            case DELETE -> {
                delete(call.path());
                yield VaultResponse.noContent();
            }
            default -> throw ApiException.unsupportedOperation();
        };
    }

    private VaultResponse read(String path) {
        Map<String, Object> data = secrets.get(path);
        if (data == null) {
            throw ApiException.notFound();
        }
        return Envelope.of("kv")
                .leaseDuration(DEFAULT_LEASE.toSeconds())
                .data(data)
                .respond(200);
    }

    private VaultResponse write(ApiCall call) {
        Map<String, Object> data = call.body();
        if (data.isEmpty()) {
            throw ApiException.badRequest("missing data fields");
        }
        put(call.path(), data);
        return VaultResponse.noContent();
    }
}
