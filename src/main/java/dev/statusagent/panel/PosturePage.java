package dev.statusagent.panel;

import dev.statusagent.posture.Protection;
import dev.statusagent.posture.Verdict;
import dev.statusagent.security.session.Session;
import java.util.List;

/**
 * What the page of the security posture shows.
 *
 * @param session whose page it is
 * @param settings each protective setting, the worst first
 */
record PosturePage(Session session, List<Protection> settings) {
    PosturePage {
        settings = List.copyOf(settings);
    }

    /** The token that the page's forms carry. */
    public String csrfToken() {
        return session.csrfToken().reveal();
    }

    /** How many are bad. */
    public long bad() {
        return count(Verdict.BAD);
    }

    /** How many are worth a look. */
    public long look() {
        return count(Verdict.LOOK);
    }

    /** How many are good. */
    public long good() {
        return count(Verdict.GOOD);
    }

    private long count(Verdict verdict) {
        return settings.stream().filter(setting -> setting.verdict() == verdict).count();
    }
}
