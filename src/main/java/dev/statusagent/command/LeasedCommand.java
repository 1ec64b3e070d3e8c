package dev.statusagent.command;

import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command as it is given to a waiting client.
 *
 * @param lease_id names the lease; may go with the report
 * @param leased_until when it is offered to others, unless it was reported
 * @param attempt 1 the first time it is given to somebody
 */
@Schema(examples = LeasedCommand.EXAMPLE)
public record LeasedCommand(
        String id,
        String name,
        Params params,
        String deployment_hash,
        String lease_id,
        Instant leased_until,
        int attempt) {
    static final String EXAMPLE = "{\"id\":\"backup-17\",\"name\":\"tar -czf /tmp/backup.tar.gz /tmp/data\","
            + "\"params\":{\"timeout_secs\":120,\"priority\":\"normal\"},\"deployment_hash\":\"default\","
            + "\"lease_id\":\"0b0f3f4e-6d4c-4d2c-9f0e-3d8a8c2f7a51\",\"leased_until\":\"2026-11-25T01:13:12.431Z\","
            + "\"attempt\":1}";

    /** How it is to be run. */
    public record Params(long timeout_secs, String priority) {}

    static LeasedCommand of(CommandLease lease, String deploymentHash) {
        Command command = lease.command();
        Params params = new Params(
                command.timeout().toSeconds(), command.priority().name().toLowerCase(Locale.ROOT));
        return new LeasedCommand(
                command.id(), command.name(), params, deploymentHash, lease.id(), lease.until(), lease.attempt());
    }
}
