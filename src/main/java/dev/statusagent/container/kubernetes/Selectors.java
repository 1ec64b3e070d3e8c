package dev.statusagent.container.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the selector of a workload as a parameter of a request.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api">Kubernetes: labels and selectors</a>
 */
final class Selectors {
    private Selectors() {}

    static String text(LabelSelector selector) {
        Map<String, String> labels = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return Stream.concat(
                        labels.entrySet().stream().map(label -> label.getKey() + '=' + label.getValue()),
                        selector.getMatchExpressions().stream().map(Selectors::text))
                .collect(Collectors.joining(","));
    }

    private static String text(LabelSelectorRequirement wanted) {
        String values = wanted.getValues() == null ? "" : '(' + String.join(",", wanted.getValues()) + ')';
        return switch (String.valueOf(wanted.getOperator())) {
            case "In" -> wanted.getKey() + " in " + values;
            case "NotIn" -> wanted.getKey() + " notin " + values;
            case "DoesNotExist" -> '!' + wanted.getKey();
            default -> wanted.getKey();
        };
    }
}
