package dev.statusagent.config;

import java.util.regex.Pattern;

/** Which label selectors are accepted: those that Kubernetes' API server can parse, but none that is blank. */
final class AcceptedSelector {
    private static final int MAX_CHARACTERS = 1024;
    private static final String BLANKS = " *+";
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?+(?![A-Za-z0-9_.-])";
    private static final String DNS_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?+(?![a-z0-9-])";
    private static final String PREFIX = "(?:(?=[^/]{1,253}/)" + DNS_LABEL + "(?:\\." + DNS_LABEL + ")*+/)?";
    private static final String KEY = PREFIX + NAME;
    private static final String VALUE = "(?:" + NAME + ")?+";
    private static final String SET = "\\(" + BLANKS + VALUE + BLANKS + "(?:," + BLANKS + VALUE + BLANKS + ")*+\\)";
    private static final String EQUALITY = BLANKS + "(?:==?|!=)" + BLANKS + VALUE;
    private static final String COMPARISON = BLANKS + "[<>]" + BLANKS + "\\d{1,18}";
    private static final String MEMBERSHIP = " ++(?:not)?in" + BLANKS + SET;
    private static final String RESTRICTION = "(?:" + EQUALITY + "|" + COMPARISON + "|" + MEMBERSHIP + ")?";
    private static final String REQUIREMENT = BLANKS + "(?:!" + BLANKS + KEY + "|" + KEY + RESTRICTION + ")" + BLANKS;
    private static final Pattern SELECTOR = Pattern.compile(REQUIREMENT + "(?:," + REQUIREMENT + ")*+");

    private AcceptedSelector() {}

    static Accepted labelSelector() {
        return new Accepted(
                "a Kubernetes label selector: k=v, k!=v, k in (v, w), k notin (v), k, !k, k>1, k<1, joined by commas",
                value -> value.length() <= MAX_CHARACTERS
                        && SELECTOR.matcher(value).matches());
    }
}
