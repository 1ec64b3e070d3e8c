package dev.statusagent.testing.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a request wants to do, in the words of access control.
 *
 * @param resource with a subresource, such as {@code pods/log}
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/">Kubernetes: authorization overview</a>
 */
public record Access(String verb, String group, String resource) {
    static Access of(HttpExchange exchange) {
        List<String> path = new ArrayList<>(
                Arrays.asList(exchange.getRequestURI().getPath().substring(1).split("/")));
        String group = path.get(0).equals("api") ? "" : path.get(1);
        List<String> rest = path.subList(path.indexOf("namespaces") + 2, path.size());
        String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
        return new Access(verb(exchange, rest.size() > 1), group, resource);
    }

    private static String verb(HttpExchange exchange, boolean named) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return switch (exchange.getRequestMethod()) {
            case "GET" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            default -> exchange.getRequestMethod().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
