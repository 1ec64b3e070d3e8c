package dev.statusagent.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Setting;
import dev.statusagent.security.session.SessionConfig;
import dev.statusagent.token.TokenConfig;
import dev.statusagent.token.TokenOrigin;
import dev.statusagent.token.TokenStatus;
import dev.statusagent.token.VaultPrivileges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of which configuration. */
class PostureTest {
    private static Configured configured(String variables) {
        Map<String, String> values = new HashMap<>();
        if (variables != null) {
            for (String variable : variables.split(" ", -1)) {
                String[] parts = variable.split("=", 2);
                values.put(Setting.valueOf(parts[0]).key(), parts[1]);
            }
        }
        return new Configured(key -> Optional.ofNullable(values.get(key)));
    }

    private static TokenStatus token(TokenOrigin origin, Duration age) {
        return new TokenStatus(origin, age, null, null, null, Optional.empty(), Optional.empty(), true);
    }

    private static List<Protection> judged(String variables) {
        Configured configured = configured(variables);
        List<Protection> all = new ArrayList<>(new ListenerPosture(configured).protections());
        all.addAll(new CallerPosture(configured).protections(configured.value(Setting.STATUS_RUNTIME, "docker")));
        TokenOrigin origin = configured.has(Setting.VAULT_ADDRESS)
                ? TokenOrigin.VAULT
                : configured.has(Setting.STATUS_TOKEN_FILE)
                        ? TokenOrigin.FILE
                        : configured.has(Setting.AGENT_TOKEN) ? TokenOrigin.STATIC : TokenOrigin.NONE;
        all.addAll(new TokenPosture(configured, new GivenTimes(configured))
                .protections(token(origin, Duration.ofSeconds(60)), VaultPrivileges.MINIMAL));
        all.addAll(new PeoplePosture(configured, new GivenTimes(configured)).protections());
        all.addAll(new KeepingPosture(configured).protections(true, true));
        return all;
    }

    /** The times of a configuration, in seconds where they are set. */
    private record GivenTimes(Configured configured) implements TokenConfig, SessionConfig {
        private Duration of(Setting setting, long byDefault) {
            return Duration.ofSeconds(Long.parseLong(configured.value(setting, String.valueOf(byDefault))));
        }

        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }

        @Override
        public Duration refreshInterval() {
            return of(Setting.STATUS_TOKEN_REFRESH_INTERVAL, 60);
        }

        @Override
        public Duration maxAge() {
            return of(Setting.STATUS_TOKEN_MAX_AGE, 600);
        }

        @Override
        public Duration grace() {
            return of(Setting.STATUS_TOKEN_GRACE, 0);
        }

        @Override
        public Duration ttl() {
            return of(Setting.STATUS_SESSION_TTL, 86_400);
        }

        @Override
        public Duration idle() {
            return of(Setting.STATUS_SESSION_IDLE, 1800);
        }
    }

    private static Verdict verdict(List<Protection> all, String setting) {
        return all.stream()
                .filter(protection -> protection.setting().equals(setting))
                .findFirst()
                .map(Protection::verdict)
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bind                 | good |
            bind                 | bad  | STATUS_PANEL_BIND=0.0.0.0
            bind                 | look | STATUS_PANEL_BIND=0.0.0.0 STATUS_TRUSTED_PROXIES=10.0.0.1
            bind                 | good | STATUS_PANEL_BIND=0.0.0.0 STATUS_TLS_CERT=/cert
            tls                  | good |
            tls                  | good | STATUS_TLS_CERT=/cert
            tls                  | bad  | STATUS_PANEL_BIND=::
            tls                  | look | STATUS_PANEL_BIND=:: STATUS_TRUSTED_PROXIES=10.0.0.1
            trusted-proxies      | good |
            trusted-proxies      | good | STATUS_TRUSTED_PROXIES=10.0.0.0/8
            trusted-proxies      | bad  | STATUS_TRUSTED_PROXIES=10.0.0.1,0.0.0.0/0
            agent-id             | look |
            agent-id             | good | AGENT_ID=a
            signatures           | good |
            signatures           | look | STATUS_SIGNATURES=legacy
            signatures           | bad  | STATUS_SIGNATURES=bearer
            signature-age        | good |
            signature-age        | look | SIGNATURE_MAX_SKEW_SECS=301
            scopes               | look |
            scopes               | good | AGENT_SCOPES=commands:wait
            commands             | good |
            commands             | look | STATUS_COMMANDS_ALLOWED=git
            container-runtime    | look |
            container-runtime    | good | STATUS_RUNTIME=none
            container-runtime    | good | STATUS_RUNTIME=kubernetes
            container-runtime    | bad  | DOCKER_HOST=tcp://10.0.0.1:2375
            container-runtime    | look | DOCKER_HOST=tcp://10.0.0.1:2376 DOCKER_CERT_PATH=/certs
            container-runtime    | look | DOCKER_HOST=tcp://127.0.0.1:2375
            token-source         | look |
            token-source         | look | AGENT_TOKEN=secret-token
            token-source         | good | STATUS_TOKEN_FILE=/token
            token-source         | good | VAULT_ADDRESS=https://vault
            token-age            | good | VAULT_ADDRESS=https://vault
            token-age            | bad  | VAULT_ADDRESS=https://vault STATUS_TOKEN_MAX_AGE=59
            token-grace          | good |
            token-grace          | look | STATUS_TOKEN_GRACE=1
            token-starting-value |      | AGENT_TOKEN=secret-token
            token-starting-value | good | VAULT_ADDRESS=https://vault
            token-starting-value | look | VAULT_ADDRESS=https://vault AGENT_TOKEN=secret-token
            token-starting-value | look | STATUS_TOKEN_FILE=/token AGENT_TOKEN=secret-token
            vault-transport      |      | STATUS_TOKEN_FILE=/token
            vault-transport      | good | VAULT_ADDRESS=https://vault
            vault-transport      | good | VAULT_ADDRESS=http://127.0.0.1:8200
            vault-transport      | bad  | VAULT_ADDRESS=http://vault:8200
            vault-privileges     | good | VAULT_ADDRESS=https://vault
            password             | good |
            password             | good | STATUS_PANEL_PASSWORD_HASH=hash
            password             | look | STATUS_PANEL_PASSWORD=secret-password
            password             | look | STATUS_PANEL_PASSWORD_HASH=hash STATUS_PANEL_VIEWER_PASSWORD=secret-password
            session-life         | good |
            session-life         | look | STATUS_SESSION_TTL=86401
            session-idle-life    | look | STATUS_SESSION_IDLE=1801
            state                | good |
            state                | good | STATUS_STATE=redis REDIS_URL=rediss://redis
            state                | good | STATUS_STATE=redis REDIS_URL=redis://localhost
            state                | bad  | STATUS_STATE=redis REDIS_URL=redis://redis:6379
            updates              | good |
            updates              | look | UPDATE_SERVER_URL=https://updates
            updates              | look | UPDATE_BINARY_URL=https://updates
            updates              | good | UPDATE_SERVER_URL=https://updates UPDATE_PUBLIC_KEY=key
            updates              | good | UPDATE_BINARY_URL=https://updates UPDATE_EXPECTED_SHA256=hash
            """)
    void judges(String setting, String verdict, String variables) {
        Verdict expected = verdict == null ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
        assertThat(verdict(judged(variables), setting)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true,true,GOOD", "false,true,BAD", "true,false,BAD"})
    void judgesTheAuditLog(boolean writable, boolean whole, Verdict verdict) {
        assertThat(verdict(new KeepingPosture(configured(null)).protections(writable, whole), "audit"))
                .isEqualTo(verdict);
    }

    @Test
    void saysThatVaultDidNotSayWhatItsTokenMayDo() {
        Configured vault = configured("VAULT_ADDRESS=https://vault");
        for (VaultPrivileges privileges :
                new VaultPrivileges[] {VaultPrivileges.EXCESS, VaultPrivileges.UNKNOWN, null}) {
            List<Protection> found = new TokenPosture(vault, new GivenTimes(vault))
                    .protections(token(TokenOrigin.VAULT, Duration.ZERO), privileges);
            assertThat(verdict(found, "vault-privileges")).isEqualTo(Verdict.LOOK);
        }
    }

    @Test
    void givesNoSecretAway() {
        String all = judged("AGENT_TOKEN=secret-token VAULT_ADDRESS=https://vault STATUS_PANEL_PASSWORD=secret-password"
                        + " STATUS_STATE=redis REDIS_URL=redis://:secret-word@redis")
                .toString();
        assertThat(all).doesNotContain("secret-");
    }

    @Test
    void saysOneSentenceOfEach() {
        assertThat(judged("VAULT_ADDRESS=https://vault"))
                .hasSizeGreaterThan(15)
                .allSatisfy(protection -> assertThat(protection.reason()).matches("[A-Z][^.]*\\."));
    }
}
