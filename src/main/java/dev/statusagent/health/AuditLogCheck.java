package dev.statusagent.health;

import dev.statusagent.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the audit log can be written. Up all the same: reading goes on, which a load balancer must not end. */
@Readiness
@ApplicationScoped
public class AuditLogCheck implements HealthCheck {
    private final AuditTrail trail;

    AuditLogCheck(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("audit-log")
                .up()
                .withData("writable", trail.isWritable())
                .build();
    }
}
