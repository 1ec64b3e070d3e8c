package dev.statusagent.panel;

import dev.statusagent.container.Containers;
import dev.statusagent.container.ContainersNow;
import dev.statusagent.container.LiveContainers;
import dev.statusagent.host.HostHistory;
import dev.statusagent.host.HostSample;
import dev.statusagent.security.Roles;
import dev.statusagent.security.session.Session;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Puts the overview together. */
@ApplicationScoped
class Overview {
    private final SecurityState security;
    private final Containers containers;
    private final LiveContainers live;
    private final HostHistory history;
    private final Notices notices;
    private final InstantSource clock;

    Overview(
            SecurityState security,
            Containers containers,
            LiveContainers live,
            HostHistory history,
            Notices notices,
            InstantSource clock) {
        this.security = security;
        this.containers = containers;
        this.live = live;
        this.history = history;
        this.notices = notices;
        this.clock = clock;
    }

    /** The whole page, with what is still to be said to the person. */
    Uni<OverviewPage> page(Session session) {
        return live.look().map(now -> page(session, notices.take(session).orElse(null), now));
    }

    /** The parts that change. */
    Uni<OverviewPage> update(Session session) {
        return live.look().map(now -> page(session, null, now));
    }

    private OverviewPage page(Session session, Notice notice, ContainersNow now) {
        boolean acts = session.account().role().equals(Roles.OPERATOR);
        Instant moment = clock.instant();
        return new OverviewPage(
                session,
                notice,
                moment,
                security.strip(),
                ContainerTable.of(now, containers.runtime(), acts, moment),
                HostCharts.of(history.lastHour()));
    }

    /** For programs. */
    Uni<OverviewAnswer> answer() {
        return live.look()
                .map(now -> OverviewAnswer.of(security.strip(), now, containers.runtime(), latest(history.lastHour())));
    }

    private static HostSample latest(List<HostSample> hour) {
        return hour.isEmpty() ? null : hour.get(hour.size() - 1);
    }
}
