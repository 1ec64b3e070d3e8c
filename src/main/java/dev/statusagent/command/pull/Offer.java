package dev.statusagent.command.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.command.CommandRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as the control plane offers it: not judged yet but for its id, under which it can be answered.
 *
 * @param leaseId names the offer; null if it has no name
 */
record Offer(CommandRequest request, String leaseId) {
    private static final Pattern LEASE_ID = Pattern.compile("[\\x21-\\x7e]{1,256}");

    /**
     * Reads the body of an answer; empty if it is not an offer to this deployment.
     *
     * @param json takes a value of the wrong type for a mistake
     */
    static Optional<Offer> read(byte[] body, ObjectMapper json, String deploymentHash) {
        try {
            JsonNode tree = json.readTree(body);
            if (tree == null || !tree.isObject()) {
                return Optional.empty();
            }
            JsonNode lease = tree.path("lease_id");
            String leaseId = lease.isTextual() ? lease.textValue() : null;
            boolean leaseIsFine = lease.isMissingNode() || lease.isNull() || isLeaseId(leaseId);
            CommandRequest request = json.treeToValue(tree, CommandRequest.class);
            boolean isForUs =
                    request.deploymentHash() == null || request.deploymentHash().equals(deploymentHash);
            return leaseIsFine && isForUs && request.hasId()
                    ? Optional.of(new Offer(request, leaseId))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e); // the body is in memory
        }
    }

    private static boolean isLeaseId(String text) {
        return text != null && LEASE_ID.matcher(text).matches();
    }

    String id() {
        return request.id();
    }

    /** The command's name; empty if the offer has none. */
    String name() {
        return request.name() == null ? "" : request.name();
    }
}
