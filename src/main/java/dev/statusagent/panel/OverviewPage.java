package dev.statusagent.panel;

import dev.statusagent.security.session.Session;

/**
 * What the overview shows.
 *
 * @param session whose page it is
 * @param security the security strip
 */
record OverviewPage(Session session, SecurityStrip security) {
    /** The token that the page's forms carry. */
    public String csrfToken() {
        return session.csrfToken().reveal();
    }
}
