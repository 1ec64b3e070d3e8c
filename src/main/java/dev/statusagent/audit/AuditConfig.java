package dev.statusagent.audit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the audit log is kept. */
@ConfigMapping(prefix = "status.audit")
public interface AuditConfig {
    /** {@code STATUS_AUDIT_MAX_BYTES}: the size of all its files together; the oldest file goes first. */
    @WithDefault("1G")
    MemorySize maxBytes();
}
