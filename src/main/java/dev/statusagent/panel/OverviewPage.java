package dev.statusagent.panel;

import dev.statusagent.security.Roles;
import dev.statusagent.security.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the overview shows.
 *
 * @param session whose page it is
 * @param notice how the action ended that led here; null if none did
 * @param now the moment of the page
 * @param security the security strip
 * @param containers their table
 * @param host the charts of the host; none while nothing was sampled yet
 * @param notifications what people should know
 */
record OverviewPage(
        Session session,
        Notice notice,
        Instant now,
        SecurityStrip security,
        ContainerTable containers,
        List<Chart> host,
        NotificationList notifications) {
    OverviewPage {
        host = List.copyOf(host);
    }

    /** The token that the page's forms carry. */
    public String csrfToken() {
        return session.csrfToken().reveal();
    }

    /** Whether its reader may do more than look. */
    public boolean acts() {
        return session.account().role().equals(Roles.OPERATOR);
    }

    /** How long ago the token last changed; null if it never did. */
    public String sinceRotation() {
        Instant rotation = security.lastRotation();
        return rotation == null ? null : since(rotation);
    }

    /** How long ago that was. */
    public String since(Instant moment) {
        return Shown.duration(Duration.between(moment, now));
    }
}
