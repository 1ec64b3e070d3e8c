package dev.statusagent.host.notification;

import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which notifications somebody has read.
 *
 * @param ids null: all
 */
@Schema(examples = "{\"ids\":[\"0b0f3f4e-6d4c-4d2c-9f0e-3d8a8c2f7a51\"]}")
public record MarkReadRequest(List<String> ids) {
    /**
     * The ids; empty for all.
     *
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the field
     */
    Optional<Set<String>> toIds() {
        if (ids == null) {
            return Optional.empty();
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw new StatusException(ProblemType.BAD_REQUEST, "ids must be a list of texts");
        }
        return Optional.of(Set.copyOf(ids));
    }
}
