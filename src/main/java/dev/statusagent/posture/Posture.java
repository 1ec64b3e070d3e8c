package dev.statusagent.posture;

import dev.statusagent.audit.AuditCheck;
import dev.statusagent.audit.AuditTrail;
import dev.statusagent.container.Containers;
import dev.statusagent.security.session.SessionConfig;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenHolder;
import dev.statusagent.token.TokenRotation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Judges each protective setting as it is now. */
@ApplicationScoped
public class Posture {
    private final TokenHolder holder;
    private final TokenRotation rotation;
    private final Containers containers;
    private final AuditTrail audit;
    private final AuditCheck check;
    private final ListenerPosture listener;
    private final CallerPosture callers;
    private final TokenPosture tokens;
    private final PeoplePosture people;
    private final KeepingPosture keeping;

    Posture(
            Config config,
            TokenConfig tokenConfig,
            SessionConfig sessions,
            TokenHolder holder,
            TokenRotation rotation,
            Containers containers,
            AuditTrail audit,
            AuditCheck check) {
        Configured configured = new Configured(key -> config.getOptionalValue(key, String.class));
        this.holder = holder;
        this.rotation = rotation;
        this.containers = containers;
        this.audit = audit;
        this.check = check;
        this.listener = new ListenerPosture(configured);
        this.callers = new CallerPosture(configured);
        this.tokens = new TokenPosture(configured, tokenConfig);
        this.people = new PeoplePosture(configured, sessions);
        this.keeping = new KeepingPosture(configured);
    }

    /** All of them, in the order in which people read them. */
    public List<Protection> protections() {
        List<Protection> all = new ArrayList<>(listener.protections());
        all.addAll(callers.protections(containers.runtime()));
        all.addAll(tokens.protections(holder.status(), rotation.privileges()));
        all.addAll(people.protections());
        all.addAll(keeping.protections(audit.isWritable(), audit.wasFoundWhole() && check.isInOrder()));
        return all;
    }
}
