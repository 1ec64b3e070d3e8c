package dev.statusagent.testing.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system endpoint that needs a token.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/system/capabilities-self">sys/capabilities-self</a>
 */
final class SystemBackend implements Backend {

    private final Policies policies;

    SystemBackend(Policies policies) {
        this.policies = policies;
    }

    @Override
    public VaultResponse handle(ApiCall call) {
        if (!call.path().equals("capabilities-self")) {
            throw ApiException.unsupportedPath();
        }
        if (!call.writes()) {
            throw ApiException.unsupportedOperation();
        }
        return capabilities(paths(call.body()), policies.acl(call.caller().policies()));
    }

    private static VaultResponse capabilities(List<String> paths, Acl acl) {
        var data = new LinkedHashMap<String, Object>();
        paths.forEach(path -> data.put(path, acl.capabilityNames(path)));
        if (paths.size() == 1) {
            data.put("capabilities", data.get(paths.get(0)));
        }
        return Envelope.of("system").dataAlsoOnTop(data).respond(200);
    }

    /** {@code path} is the older name of {@code paths}; each may be one string or a list. */
    private static List<String> paths(Map<String, Object> body) {
        Object paths = body.getOrDefault("paths", body.getOrDefault("path", List.of()));
        List<String> names = paths instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(paths));
        if (names.isEmpty()) {
            throw ApiException.badRequest("paths must be supplied");
        }
        return names;
    }
}
