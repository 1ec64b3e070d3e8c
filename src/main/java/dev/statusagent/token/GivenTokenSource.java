package dev.statusagent.token;

/** A source that has nothing to ask: the token is the static one, or there is none. */
record GivenTokenSource(TokenOrigin origin) implements TokenSource {
    @Override
    public AgentToken fetch() {
        throw new IllegalStateException("nothing to fetch from source " + origin.code());
    }

    /** There is no source to write to: the new token lives until the agent ends. */
    @Override
    public AgentToken replace(AgentToken next, Integer heldVersion) {
        return next;
    }
}
