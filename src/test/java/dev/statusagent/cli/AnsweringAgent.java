package dev.statusagent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test an agent that says what the test wants, an identity and a token for it, and the command line that asks it. */
final class AnsweringAgent implements BeforeEachCallback, AfterEachCallback {
    private FakeAgent agent;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        agent = new FakeAgent();
        System.setProperty("status.agent.id", "agent-1");
        System.setProperty("status.agent.token", "static-token-0123456789-0123456789");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        agent.close();
        forgetIdentity();
    }

    /** From here on the command line knows neither. */
    void forgetIdentity() {
        System.clearProperty("status.agent.id");
        System.clearProperty("status.agent.token");
    }

    FakeAgent fake() {
        return agent;
    }

    /** What was asked, such as {@code GET /path?query}. */
    List<String> calls() {
        return agent.asked().stream().map(FakeAgent.Asked::call).toList();
    }

    CommandLineRun piped(String... arguments) {
        return run(FakeSurroundings.pipe(), arguments);
    }

    CommandLineRun onTerminal(String... arguments) {
        return run(FakeSurroundings.terminal(), arguments);
    }

    CommandLineRun run(Surroundings surroundings, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--url=" + agent.url());
        return CommandLineRun.in(surroundings, all.toArray(String[]::new));
    }
}
