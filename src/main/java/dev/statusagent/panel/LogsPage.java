package dev.statusagent.panel;

import dev.statusagent.container.LogExcerpt;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import dev.statusagent.security.session.Session;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page of a container's log shows.
 *
 * @param session whose page it is
 * @param container the name as it was asked for
 * @param choice which lines are wanted
 * @param excerpt the lines; null where there is a problem
 * @param problem why there are none; null if there are
 */
record LogsPage(Session session, String container, LogChoice choice, LogExcerpt excerpt, StatusException problem) {
    private static final List<Integer> TAILS = List.of(100, 500, LogsResource.MOST_ON_A_PAGE);

    /** The token that the page's forms carry. */
    public String csrfToken() {
        return session.csrfToken().reveal();
    }

    /** How many of the last lines can be chosen, the wanted number among them. */
    public List<Integer> tails() {
        return Stream.concat(TAILS.stream(), Stream.of(choice.tail()))
                .distinct()
                .sorted()
                .toList();
    }

    public List<LogRow> rows() {
        return excerpt == null
                ? List.of()
                : excerpt.lines().stream()
                        .map(line -> LogRow.of(line, choice.text()))
                        .toList();
    }

    /** Whether there is a log to look at, now or when the runtime is back. */
    public boolean hasLog() {
        return problem == null || problem.type().status() == 503;
    }

    /** Whether there is no such container. */
    public boolean isUnknown() {
        return problem != null && problem.type() == ProblemType.NOT_FOUND;
    }
}
