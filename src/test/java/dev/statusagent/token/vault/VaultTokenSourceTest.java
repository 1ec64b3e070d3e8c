package dev.statusagent.token.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.config.Secret;
import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.TokenSpec;
import dev.statusagent.testing.vault.VaultDouble;
import dev.statusagent.testing.vault.VaultRequest;
import dev.statusagent.token.AgentToken;
import dev.statusagent.token.RefreshError;
import dev.statusagent.token.RotateException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTokenSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String TOKEN = "first-token-0123456789";
    private static final String POLICY = "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }";

    private final VaultDouble vault = VaultDouble.start();

    @BeforeEach
    void fill() {
        vault.kv2("status_panel");
        vault.policy("agent", POLICY);
        vault.write("status_panel", "default/token", Map.of("token", TOKEN));
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void readsTheCurrentVersion() throws Exception {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        assertThat(agent.fetchToken())
                .returns(1, AgentToken::version)
                .matches(token -> token.value().reveal().equals(TOKEN));
        vault.write("status_panel", "default/token", Map.of("token", "second-token-0123456789"));
        assertThat(agent.fetchToken()).returns(2, AgentToken::version);
        assertThat(agent.fetch()).isEqualTo("second-token-0123456789");
    }

    @Test
    void readsKvVersion1() throws Exception {
        vault.kv1("plain");
        vault.policy("agent", "path \"plain/team/d1/token\" { capabilities = [\"read\"] }");
        vault.write("plain", "team/d1/token", Map.of("token", TOKEN));
        SourceUnderTest agent = new SourceUnderTest(Map.of(
                "vault.address", vault.address(),
                "vault.token", vault.createToken("agent"),
                "vault.kv-version", "1",
                "vault.agent-path-prefix", "plain/team",
                "agent.deployment-hash", "d1"));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(agent.fetchToken().version()).isNull();
        assertThat(agent.source.privileges().code()).isEqualTo("minimal");
    }

    @Test
    void readsBelowAPathInsideTheMount() throws Exception {
        vault.kv2("kv");
        vault.policy("agent", "path \"kv/data/a/b/d-1/token\" { capabilities = [\"read\"] }");
        vault.write("kv", "a/b/d-1/token", Map.of("token", TOKEN));
        SourceUnderTest agent = new SourceUnderTest(Map.of(
                "vault.address",
                vault.address() + "/",
                "vault.token",
                vault.createToken("agent"),
                "vault.agent-path-prefix",
                "kv/a/b",
                "agent.deployment-hash",
                "d-1"));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/vault", "/vault/", "/team/vault", "/a/b/c/"})
    void asksBelowThePathOfTheAddress(String path) {
        String prefix = path.replaceAll("/$", "");
        SourceUnderTest agent = new SourceUnderTest(
                Map.of("vault.address", vault.address() + path, "vault.token", vault.createToken("agent")));
        agent.error();
        assertThat(vault.requests())
                .extracting(VaultRequest::path)
                .contains(prefix + "/v1/auth/token/lookup-self", prefix + "/v1/status_panel/data/default/token");
    }

    @Test
    void namesItsNamespaceInEachRequest() throws Exception {
        try (VaultDouble enterprise = VaultDouble.builder().namespace("team/a").start()) {
            enterprise.kv2("status_panel");
            enterprise.policy("agent", POLICY);
            enterprise.write("status_panel", "default/token", Map.of("token", TOKEN));
            Map<String, String> settings = Map.of(
                    "vault.address", enterprise.address(),
                    "vault.token", enterprise.createToken("agent"),
                    "vault.namespace", "team/a");
            assertThat(new SourceUnderTest(settings).fetch()).isEqualTo(TOKEN);
            assertThat(enterprise.requests())
                    .allMatch(request -> request.namespace().orElse("").equals("team/a"));
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "sealed", Fault.status(503, "{\"errors\":[\"Vault is sealed\"]}"), RefreshError.VAULT_SEALED),
                Arguments.of("503 of something else", Fault.status(503), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("429", Fault.status(429), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("412", Fault.status(412), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("472", Fault.status(472), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("473", Fault.status(473), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("500", Fault.status(500), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("502", Fault.status(502), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("403", Fault.status(403), RefreshError.VAULT_DENIED),
                Arguments.of("404", Fault.status(404), RefreshError.SECRET_MISSING),
                Arguments.of("301", Fault.redirect(301, "http://127.0.0.1:1/"), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("302", Fault.redirect(302, "http://127.0.0.1:1/"), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("307", Fault.redirect(307, "http://127.0.0.1:1/"), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("308", Fault.redirect(308, "http://127.0.0.1:1/"), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("slow", Fault.slow(Duration.ofSeconds(30)), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("hangs before headers", Fault.hangBeforeHeaders(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("hangs in mid-body", Fault.hangMidBody(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("endless body", Fault.endlessBody(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("cut", Fault.cut(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("cut in mid-body", Fault.cutMidBody(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("not HTTP", Fault.garbage(), RefreshError.VAULT_UNREACHABLE),
                Arguments.of("HTML", Fault.notJson(), RefreshError.SECRET_INVALID),
                Arguments.of("an empty body", Fault.status(200, ""), RefreshError.SECRET_INVALID),
                Arguments.of("null", Fault.status(200, "null"), RefreshError.SECRET_INVALID),
                Arguments.of("an array", Fault.status(200, "[]"), RefreshError.SECRET_INVALID),
                Arguments.of("no content", Fault.status(204, ""), RefreshError.SECRET_INVALID));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("faults")
    void namesEachFaultAndRecoversByItself(String name, Fault fault, RefreshError expected) throws Exception {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        vault.fault(fault);
        assertThat(agent.error()).as(name).isEqualTo(expected);
        assertThat(agent.error()).as(name + ", once more").isEqualTo(expected);
        vault.clearFaults();
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @ParameterizedTest(name = "{0} at the first login")
    @MethodSource("faults")
    void namesEachFaultAtTheLoginToo(String name, Fault fault, RefreshError expected) throws Exception {
        var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
        SourceUnderTest agent = withAppRole(credentials.roleId(), credentials.secretId());
        vault.fault(fault);
        assertThat(agent.error())
                .as(name)
                .isEqualTo(expected == RefreshError.SECRET_MISSING ? RefreshError.VAULT_DENIED : expected);
        vault.clearFaults();
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @Test
    void isUnreachableWhileVaultIsDownAndBackAfterwards() throws Exception {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        agent.fetch();
        vault.stop();
        assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
        vault.restart();
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @Test
    void neverFollowsARedirect() throws Exception {
        try (VaultDouble other = VaultDouble.start()) {
            SourceUnderTest agent = withToken(vault.createToken("agent"));
            agent.fetch();
            vault.fault(Fault.redirect(307, other.address() + "/v1/status_panel/data/default/token"));
            assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void saysWhenTheSecretIsDeletedDestroyedOrGone() throws Exception {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        vault.softDelete("status_panel", "default/token");
        assertThat(agent.error()).isEqualTo(RefreshError.SECRET_MISSING);
        vault.write("status_panel", "default/token", Map.of("token", TOKEN));
        assertThat(agent.fetchToken().version()).isEqualTo(2);
        vault.destroy("status_panel", "default/token");
        assertThat(agent.error()).isEqualTo(RefreshError.SECRET_MISSING);
        vault.purge("status_panel", "default/token");
        assertThat(agent.error()).isEqualTo(RefreshError.SECRET_MISSING);
    }

    static List<Map<String, ?>> badSecrets() {
        return List.of(
                Map.of("value", TOKEN),
                Map.of("token", 12345678),
                Map.of("token", List.of(TOKEN)),
                Map.of("token", ""),
                Map.of("token", "short"),
                Map.of("token", "with space 0123456789"),
                Map.of("token", "x".repeat(4097)));
    }

    @ParameterizedTest
    @MethodSource("badSecrets")
    void refusesASecretThatCannotBeAToken(Map<String, ?> secret) {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        vault.write("status_panel", "default/token", secret);
        assertThat(agent.error()).isEqualTo(RefreshError.SECRET_INVALID);
    }

    @Test
    void isDeniedWithoutAPolicyOnThePath() {
        vault.policy("other", "path \"status_panel/data/other/token\" { capabilities = [\"read\"] }");
        assertThat(withToken(vault.createToken("other")).error()).isEqualTo(RefreshError.VAULT_DENIED);
        assertThat(withToken("not-a-token").error()).isEqualTo(RefreshError.VAULT_DENIED);
    }

    @Test
    void costsOneCallForEachRefreshOnceLoggedIn() throws Exception {
        SourceUnderTest agent = withToken(vault.createToken("agent"));
        agent.fetch();
        vault.clearRequests();
        agent.fetch();
        agent.fetch();
        assertThat(vault.requests()).extracting(VaultRequest::path).containsOnly("/v1/status_panel/data/default/token");
        assertThat(vault.requests()).hasSize(2);
    }

    private static final AgentToken NEXT = new AgentToken(new Secret("next-token-0123456789-0123456789"), null);

    private static Map<String, Object> secretOfSeveralFields() {
        return new LinkedHashMap<>(Map.of(
                "token",
                TOKEN,
                "note",
                "kept by the operators \u00fc",
                "huge",
                new BigInteger("12345678901234567890123"),
                "nested",
                Map.of("list", List.of(1, "two", true, 2.5))));
    }

    @Test
    void replacesTheTokenAndLeavesTheOtherFieldsOfTheSecret() throws Exception {
        Map<String, Object> secret = secretOfSeveralFields();
        int held = vault.write("status_panel", "default/token", secret);
        assertThat(writer().source.replace(NEXT, held)).returns(held + 1, AgentToken::version);
        secret.put("token", NEXT.value().reveal());
        assertThat(vault.read("status_panel", "default/token")).isEqualTo(secret);
    }

    @Test
    void replacesTheTokenAndLeavesTheOtherFieldsInKvVersion1() throws Exception {
        vault.kv1("plain");
        vault.policy("writer", "path \"plain/default/token\" { capabilities = [\"read\", \"update\"] }");
        Map<String, Object> secret = secretOfSeveralFields();
        vault.write("plain", "default/token", secret);
        SourceUnderTest agent = new SourceUnderTest(Map.of(
                "vault.address",
                vault.address(),
                "vault.token",
                vault.createToken("writer"),
                "vault.kv-version",
                "1",
                "vault.agent-path-prefix",
                "plain"));
        agent.source.replace(NEXT, null);
        secret.put("token", NEXT.value().reveal());
        assertThat(vault.read("plain", "default/token")).isEqualTo(secret);
    }

    @Test
    void replacesTheTokenOfASecretThatWasDeleted() throws Exception {
        vault.softDelete("status_panel", "default/token");
        assertThat(writer().source.replace(NEXT, 1)).returns(2, AgentToken::version);
        assertThat(vault.read("status_panel", "default/token"))
                .isEqualTo(Map.of("token", NEXT.value().reveal()));
    }

    static Stream<Arguments> faultsOfAReplacement() {
        return faults().filter(fault ->
                List.of("403", "500", "cut in mid-body", "HTML", "null").contains(fault.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfAReplacement")
    void writesNothingWhereItCannotReadWhatElseIsThere(String name, Fault fault, RefreshError unused) throws Exception {
        Map<String, Object> secret = secretOfSeveralFields();
        int held = vault.write("status_panel", "default/token", secret);
        SourceUnderTest agent = writer();
        agent.fetch();
        vault.fault(path -> path.contains("/data/"), fault, 1);
        assertThatThrownBy(() -> agent.source.replace(NEXT, held))
                .isInstanceOfSatisfying(
                        RotateException.class,
                        e -> assertThat(e.reason())
                                .isEqualTo(
                                        name.equals("403")
                                                ? RotateException.Reason.DENIED
                                                : RotateException.Reason.AWAY));
        assertThat(vault.read("status_panel", "default/token")).isEqualTo(secret);
    }

    @Test
    void replacesNothingWhereAnotherWriterWasFaster() {
        int held = vault.write("status_panel", "default/token", Map.of("token", "token-of-another-writer-0123"));
        assertThatThrownBy(() -> writer().source.replace(NEXT, held - 1))
                .isInstanceOfSatisfying(
                        RotateException.class, e -> assertThat(e.reason()).isEqualTo(RotateException.Reason.CONFLICT));
        assertThatThrownBy(() -> writer().source.replace(NEXT, null))
                .isInstanceOfSatisfying(
                        RotateException.class, e -> assertThat(e.reason()).isEqualTo(RotateException.Reason.CONFLICT));
        assertThat(vault.read("status_panel", "default/token")).containsEntry("token", "token-of-another-writer-0123");
    }

    private SourceUnderTest writer() {
        vault.policy("writer", "path \"status_panel/data/default/token\" { capabilities = [\"read\", \"update\"] }");
        return withToken(vault.createToken("writer"));
    }

    private SourceUnderTest withToken(String vaultToken) {
        return new SourceUnderTest(Map.of("vault.address", vault.address(), "vault.token", vaultToken), PATIENCE);
    }

    private SourceUnderTest withAppRole(String roleId, String secretId) {
        return new SourceUnderTest(
                Map.of(
                        "vault.address",
                        vault.address(),
                        "vault.auth",
                        "approle",
                        "vault.role-id",
                        roleId,
                        "vault.secret-id",
                        secretId),
                PATIENCE);
    }
}
