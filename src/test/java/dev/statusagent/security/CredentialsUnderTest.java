package dev.statusagent.security;

import dev.statusagent.config.AgentConfig;
import dev.statusagent.config.Secret;
import dev.statusagent.token.RotationUnderTest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@link OutgoingCredentials} for tests of other packages, with a source that they fill. */
public final class CredentialsUnderTest {
    private final RotationUnderTest token;
    private final OutgoingCredentials credentials;

    /**
     * @param value what the agent and its source have; null for none
     */
    public CredentialsUnderTest(String agentId, String value) {
        token = new RotationUnderTest(value);
        credentials = new OutgoingCredentials(
                new Identity(Optional.of(agentId)), token.holder(), token.rotation(), InstantSource.system());
    }

    public OutgoingCredentials credentials() {
        return credentials;
    }

    /** What the next refresh brings. */
    public void atSource(String value) {
        token.atSource(value);
    }

    public int fetches() {
        return token.fetches();
    }

    private record Identity(Optional<String> id) implements AgentConfig {
        @Override
        public Optional<Secret> token() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> scopes() {
            return Optional.empty();
        }

        @Override
        public String deploymentHash() {
            return "default";
        }
    }
}
