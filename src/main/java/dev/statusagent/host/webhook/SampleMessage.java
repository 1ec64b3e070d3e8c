package dev.statusagent.host.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.statusagent.host.HostSample;

/**
 * A sample as it is sent.
 *
 * @param agentId null while the agent has no identity
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SampleMessage(String agentId, String type, HostSample sample) {}
