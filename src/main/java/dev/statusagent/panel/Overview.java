package dev.statusagent.panel;

import dev.statusagent.container.ContainerAction;
import dev.statusagent.container.Containers;
import dev.statusagent.container.ContainersNow;
import dev.statusagent.container.LiveContainers;
import dev.statusagent.host.HostHistory;
import dev.statusagent.host.HostSample;
import dev.statusagent.host.notification.NotificationStore;
import dev.statusagent.security.Roles;
import dev.statusagent.security.session.Session;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Puts the overview together. */
@ApplicationScoped
class Overview {
    private final SecurityState security;
    private final Containers containers;
    private final LiveContainers live;
    private final HostHistory history;
    private final NotificationStore notifications;
    private final Notices notices;
    private final InstantSource clock;

    Overview(
            SecurityState security,
            Containers containers,
            LiveContainers live,
            HostHistory history,
            NotificationStore notifications,
            Notices notices,
            InstantSource clock) {
        this.security = security;
        this.containers = containers;
        this.live = live;
        this.history = history;
        this.notifications = notifications;
        this.notices = notices;
        this.clock = clock;
    }

    /** The whole page, with what is still to be said to the person. */
    Uni<OverviewPage> page(Session session) {
        return page(session, notices.take(session).orElse(null));
    }

    /** The parts that change. */
    Uni<OverviewPage> update(Session session) {
        return page(session, null);
    }

    private Uni<OverviewPage> page(Session session, Notice notice) {
        return Uni.combine()
                .all()
                .unis(live.look(), known())
                .asTuple()
                .map(found -> page(session, notice, found.getItem1(), found.getItem2()));
    }

    private Uni<NotificationList> known() {
        return Uni.combine()
                .all()
                .unis(notifications.unread(), notifications.newest(NotificationList.MOST))
                .asTuple()
                .map(found -> new NotificationList(found.getItem1(), found.getItem2()));
    }

    private Set<ContainerAction> offered(Session session) {
        return session.account().role().equals(Roles.OPERATOR) ? containers.actions() : Set.of();
    }

    private OverviewPage page(Session session, Notice notice, ContainersNow now, NotificationList known) {
        Instant moment = clock.instant();
        return new OverviewPage(
                session,
                notice,
                moment,
                security.strip(),
                ContainerTable.of(now, containers.runtime(), offered(session), moment),
                HostCharts.of(history.lastHour()),
                known);
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
