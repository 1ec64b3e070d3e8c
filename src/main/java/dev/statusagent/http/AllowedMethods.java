package dev.statusagent.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods a path has, for the header field that goes with each 405. The framework calls this once for each method of a
 * resource, before the first request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110 section 15.5.6</a>
 */
@Provider
public class AllowedMethods implements DynamicFeature {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    /** The literal characters decide between two routes that match, as in JAX-RS. */
    private record Route(Pattern path, int literals, Set<String> methods) {
        static Route of(String template) {
            String path =
                    Stream.of(PARAMETER.split(template, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
            return new Route(
                    Pattern.compile(path),
                    PARAMETER.matcher(template).replaceAll("").length(),
                    new TreeSet<>());
        }
    }

    private final Map<String, Route> routes = new HashMap<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        String template = path(resource.getResourceClass()) + path(resource.getResourceMethod());
        Set<String> methods = routes.computeIfAbsent(template, Route::of).methods();
        for (Annotation annotation : resource.getResourceMethod().getAnnotations()) {
            HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (method != null) {
                methods.add(method.value());
            }
        }
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        String trimmed = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    /**
     * The value of {@code Allow} for a path; empty for one that no resource has.
     *
     * @param path decoded, with its first slash
     */
    Optional<String> of(String path) {
        String wanted = path.equals("/") ? "" : path;
        return routes.values().stream()
                .filter(route -> route.path().matcher(wanted).matches())
                .max(Comparator.comparingInt(Route::literals))
                .map(route -> String.join(", ", withHead(route.methods())));
    }

    /** GET brings HEAD with it; a HEAD of its own is there to refuse it. */
    private static Set<String> withHead(Set<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (!all.remove(HttpMethod.HEAD) && all.contains(HttpMethod.GET)) {
            all.add(HttpMethod.HEAD);
        }
        return all;
    }
}
