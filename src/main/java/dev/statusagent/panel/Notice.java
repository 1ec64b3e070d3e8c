package dev.statusagent.panel;

import dev.statusagent.container.ContainerAction;
import dev.statusagent.problem.StatusException;

/**
 * How an action ended, for the page that is shown next.
 *
 * @param bad whether it failed
 */
record Notice(String text, boolean bad) {
    static Notice done(ContainerAction action, String container) {
        return new Notice("Done: " + action.code() + " " + container + ".", false);
    }

    static Notice failed(ContainerAction action, String container, StatusException problem) {
        return new Notice("Not done: " + action.code() + " " + container + ". " + problem.getMessage() + ".", true);
    }
}
