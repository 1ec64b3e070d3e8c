package dev.statusagent.panel;

import dev.statusagent.testing.agent.PackagedAgent;
import dev.statusagent.testing.docker.PrivateEngine;

/** The packaged agent beside an engine of the test's own. */
record LogPageSetting(PrivateEngine engine, PackagedAgent agent) implements AutoCloseable {
    static LogPageSetting start() {
        PrivateEngine engine = PrivateEngine.start();
        try {
            return new LogPageSetting(
                    engine,
                    LoggedInPages.agent().env("DOCKER_HOST", engine.host()).start());
        } catch (RuntimeException | AssertionError e) {
            engine.close();
            throw e;
        }
    }

    String url(String container) {
        return agent.uri() + "/containers/" + container + "/logs";
    }

    /** Has the container say a line. */
    void say(String container, String line) {
        exec(container, "echo '" + line + "' > /proc/1/fd/1");
    }

    void exec(String container, String script) {
        engine.docker("exec", container, "sh", "-c", script);
    }

    @Override
    public void close() {
        try {
            agent.close();
        } finally {
            engine.close();
        }
    }
}
