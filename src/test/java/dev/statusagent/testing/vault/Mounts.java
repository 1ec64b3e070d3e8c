package dev.statusagent.testing.vault;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Which backend is where. */
final class Mounts {

    /** A backend, and a path from its mount on. */
    record Route(Backend backend, String path) {}

    private final Map<String, Backend> backends = new ConcurrentHashMap<>();

    /** The backend of that type at the path, mounted now if there is none. */
    <T extends Backend> T mounted(String path, Class<T> type, Supplier<T> factory) {
        return type.cast(backends.computeIfAbsent(path + "/", unused -> factory.get()));
    }

    SecretEngine secrets(String path) {
        if (backends.get(path + "/") instanceof SecretEngine engine) {
            return engine;
        }
        throw new IllegalArgumentException("no secrets engine at " + path);
    }

    Optional<Route> route(String path) {
        return backends.keySet().stream()
                .filter(path::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(mount -> new Route(backends.get(mount), path.substring(mount.length())));
    }
}
