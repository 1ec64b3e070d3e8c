package dev.statusagent.token.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.vault.VaultDouble;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastPrivilegeTest {
    private final VaultDouble vault = VaultDouble.start();

    @BeforeEach
    void fill() {
        vault.kv2("status_panel");
        vault.write("status_panel", "default/token", Map.of("token", "first-token-0123456789"));
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @ParameterizedTest(name = "{0} {1}, scopes {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "status_panel/data/default/token, read, -, minimal",
                "status_panel/data/default/token, read, commands:wait, minimal",
                "status_panel/data/default/token, read update, auth:rotate, minimal",
                "status_panel/data/default/token, read create update patch, auth:rotate, minimal",
                "status_panel/data/default/token, read update, -, excess",
                "status_panel/data/default/token, read update, commands:wait, excess",
                "status_panel/data/default/token, read delete, auth:rotate, excess",
                "status_panel/data/default/token, read list, auth:rotate, excess",
                "status_panel/data/*, read, -, excess",
                "status_panel/data/+/token, read, -, excess",
                "status_panel/data/default*, read, -, excess",
                "*, read, -, excess"
            })
    void judgesAPolicy(String path, String capabilities, String scopes, String expected) throws Exception {
        String quoted = '"' + capabilities.replace(" ", "\",\"") + '"';
        vault.policy("agent", "path \"" + path + "\" { capabilities = [" + quoted + "] }");
        assertThat(privileges(vault.createToken("agent"), scopes)).isEqualTo(expected);
    }

    @Test
    void seesThatItMayListMounts() throws Exception {
        vault.policy("agent", """
                path "status_panel/data/default/token" { capabilities = ["read"] }
                path "sys/mounts" { capabilities = ["read"] }
                """);
        assertThat(privileges(vault.createToken("agent"), null)).isEqualTo("excess");
    }

    @Test
    void seesARootToken() throws Exception {
        assertThat(privileges(vault.rootToken(), null)).isEqualTo("excess");
    }

    private String privileges(String vaultToken, String scopes) throws Exception {
        Map<String, String> settings = scopes == null
                ? Map.of("vault.address", vault.address(), "vault.token", vaultToken)
                : Map.of("vault.address", vault.address(), "vault.token", vaultToken, "agent.scopes", scopes);
        SourceUnderTest agent = new SourceUnderTest(settings);
        agent.fetch();
        return agent.source.privileges().code();
    }
}
