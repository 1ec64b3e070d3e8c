package dev.statusagent.token;

import java.time.Duration;

/** Is told how each refresh and rotation ended, after the holder has taken it over. */
interface RefreshListener {
    /**
     * A refresh brought a token.
     *
     * @param rotated whether the secret is another than before
     */
    void refreshed(AgentToken token, boolean rotated, Duration took);

    /**
     * A refresh brought none.
     *
     * @param message what failed, for the log; holds no secret
     */
    void failed(RefreshError error, String message, Duration took);

    /**
     * The token was replaced because somebody asked for it.
     */
    void rotatedOnRequest(AgentToken token, Asker asker);
}
