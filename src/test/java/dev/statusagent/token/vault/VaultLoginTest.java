package dev.statusagent.token.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.vault.Fault;
import dev.statusagent.testing.vault.TokenSpec;
import dev.statusagent.testing.vault.VaultDouble;
import dev.statusagent.token.RefreshError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VaultLoginTest {
    private static final String TOKEN = "first-token-0123456789";
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final AtomicReference<Instant> vaultTime = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final VaultDouble vault =
            VaultDouble.builder().clock(vaultTime::get).start();

    @TempDir
    Path directory;

    @BeforeEach
    void fill() {
        vault.kv2("status_panel");
        vault.policy("agent", "path \"status_panel/data/default/token\" { capabilities = [\"read\"] }");
        vault.write("status_panel", "default/token", Map.of("token", TOKEN));
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void logsInWithAppRole() throws Exception {
        var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
        SourceUnderTest agent = appRole(credentials.roleId(), credentials.secretId(), Map.of());
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(paths())
                .containsExactly(
                        "/v1/auth/approle/login", "/v1/sys/capabilities-self", "/v1/status_panel/data/default/token");
    }

    @Test
    void logsInAtAMountOfAnotherName() throws Exception {
        var credentials = vault.appRole("team/approle", "agent", TokenSpec.withPolicies("agent"));
        SourceUnderTest agent =
                appRole(credentials.roleId(), credentials.secretId(), Map.of("vault.auth-mount", "team/approle"));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @Test
    void isDeniedWithAWrongSecretId() {
        var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
        assertThat(appRole(credentials.roleId(), "wrong", Map.of()).error()).isEqualTo(RefreshError.VAULT_DENIED);
    }

    @Test
    void logsInWithTheServiceAccountOfThePodAndReadsItsTokenEachTime() throws Exception {
        Path jwt = directory.resolve("jwt");
        Files.writeString(jwt, "jwt-1\n");
        vault.kubernetesRole(
                "agent",
                "jwt-1"::equals,
                TokenSpec.withPolicies("agent").ttl(LEASE).notRenewable());
        SourceUnderTest agent = kubernetes(jwt);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        Files.writeString(jwt, "jwt-2\n");
        vault.kubernetesRole("agent", "jwt-2"::equals, TokenSpec.withPolicies("agent"));
        pass(LEASE.minusSeconds(1), agent);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(paths()).filteredOn("/v1/auth/kubernetes/login"::equals).hasSize(2);
    }

    @Test
    void saysWhenTheServiceAccountsTokenCannotBeRead() {
        assertThat(kubernetes(directory.resolve("absent")).error()).isEqualTo(RefreshError.CREDENTIAL_UNREADABLE);
    }

    @Test
    void isDeniedWithAWrongServiceAccount() throws Exception {
        Path jwt = Files.writeString(directory.resolve("jwt"), "wrong");
        vault.kubernetesRole("agent", "right"::equals, TokenSpec.withPolicies("agent"));
        assertThat(kubernetes(jwt).error()).isEqualTo(RefreshError.VAULT_DENIED);
    }

    @Test
    void renewsALeaseBeforeItEndsForAsLongAsVaultAllows() throws Exception {
        SourceUnderTest agent =
                token(vault.createToken(TokenSpec.withPolicies("agent").ttl(LEASE)));
        for (int minute = 0; minute < 60; minute++) {
            assertThat(agent.fetch()).isEqualTo(TOKEN);
            pass(Duration.ofMinutes(1), agent);
        }
        assertThat(paths()).contains("/v1/auth/token/renew-self");
    }

    @Test
    void wantsToBeAskedWithinHalfOfTheLease() throws Exception {
        SourceUnderTest agent =
                token(vault.createToken(TokenSpec.withPolicies("agent").ttl(LEASE)));
        agent.fetch();
        assertThat(agent.source.patience()).isEqualTo(LEASE.dividedBy(2));
        pass(Duration.ofMinutes(1), agent);
        assertThat(agent.source.patience()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void logsInAnewWhereALeaseIsNotRenewable() throws Exception {
        var credentials = vault.appRole(
                "agent", TokenSpec.withPolicies("agent").ttl(LEASE).notRenewable());
        SourceUnderTest agent = appRole(credentials.roleId(), credentials.secretId(), Map.of());
        agent.fetch();
        pass(Duration.ofMinutes(1), agent);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(paths()).filteredOn("/v1/auth/approle/login"::equals).hasSize(2);
        assertThat(paths()).doesNotContain("/v1/auth/token/renew-self");
    }

    @Test
    void logsInAnewBeforeTheMaximumLifeOfItsTokenEnds() throws Exception {
        TokenSpec spec = TokenSpec.withPolicies("agent").ttl(LEASE).maxTtl(Duration.ofMinutes(5));
        var credentials = vault.appRole("agent", spec);
        SourceUnderTest agent = appRole(credentials.roleId(), credentials.secretId(), Map.of());
        for (int minute = 0; minute < 30; minute++) {
            assertThat(agent.fetch()).isEqualTo(TOKEN);
            pass(Duration.ofMinutes(1), agent);
        }
        assertThat(paths()).filteredOn("/v1/auth/approle/login"::equals).hasSizeGreaterThan(4);
    }

    @Test
    void logsInOnceMoreWhenItsSessionWasRevoked() throws Exception {
        var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
        SourceUnderTest agent = appRole(credentials.roleId(), credentials.secretId(), Map.of());
        agent.fetch();
        vault.requests().stream().flatMap(request -> request.token().stream()).forEach(vault::revoke);
        vault.clearRequests();
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(paths()).filteredOn("/v1/auth/approle/login"::equals).hasSize(1);
    }

    @Test
    void logsInOnceAndNotForeverWhenThePolicyDenies() throws Exception {
        var credentials = vault.appRole("agent", TokenSpec.withPolicies("agent"));
        SourceUnderTest agent = appRole(credentials.roleId(), credentials.secretId(), Map.of());
        agent.fetch();
        vault.policy("agent", "path \"status_panel/data/other/token\" { capabilities = [\"read\"] }");
        vault.clearRequests();
        assertThat(agent.error()).isEqualTo(RefreshError.VAULT_DENIED);
        assertThat(paths()).filteredOn("/v1/auth/approle/login"::equals).hasSize(1);
    }

    @Test
    void readsItsTokenFileAgainWhenItChanges() throws Exception {
        Path file = Files.writeString(directory.resolve("vault-token"), vault.createToken("agent") + "\n");
        SourceUnderTest agent = tokenFile(file);
        agent.fetch();
        assertThat(agent.source.hasChanged()).isFalse();
        String second = vault.createToken("agent");
        Files.writeString(directory.resolve("next"), second);
        Files.move(directory.resolve("next"), file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(agent.source.hasChanged()).isTrue();
        vault.clearRequests();
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(vault.requests())
                .allMatch(request -> request.token().orElse("").equals(second));
    }

    @Test
    void tellsOfAChangedTokenFileOnceEvenWhileVaultIsAway() throws Exception {
        Path file = Files.writeString(directory.resolve("vault-token"), vault.createToken("agent"));
        SourceUnderTest agent = new SourceUnderTest(
                Map.of("vault.address", "https://127.0.0.1:1", "vault.token-file", file.toString()));
        assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
        assertThat(agent.source.hasChanged())
                .as("nothing has changed since the start")
                .isFalse();
        Files.writeString(file, "another-vault-token");
        assertThat(agent.source.hasChanged()).isTrue();
        assertThat(agent.error()).isEqualTo(RefreshError.VAULT_UNREACHABLE);
        assertThat(agent.source.hasChanged()).as("that was told already").isFalse();
    }

    @Test
    void saysWhenItsTokenFileIsAbsentOrHoldsNoToken() throws Exception {
        Path file = directory.resolve("vault-token");
        SourceUnderTest agent = tokenFile(file);
        assertThat(agent.error()).isEqualTo(RefreshError.CREDENTIAL_UNREADABLE);
        Files.writeString(file, "\n");
        assertThat(agent.error()).isEqualTo(RefreshError.CREDENTIAL_UNREADABLE);
        Files.writeString(file, vault.createToken("agent"));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
    }

    @Test
    void worksWithoutVaultsDefaultPolicyAndDoesNotKnowItsPrivileges() throws Exception {
        SourceUnderTest agent =
                token(vault.createToken(TokenSpec.withPolicies("agent").withoutDefaultPolicy()));
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(agent.source.privileges().code()).isEqualTo("unknown");
        vault.clearRequests();
        agent.fetch();
        assertThat(vault.requests())
                .as("it does not ask again what Vault refused to say")
                .hasSize(1);
    }

    static Stream<Arguments> noLookUps() {
        return Stream.of(
                Arguments.of("404", Fault.status(404)),
                Arguments.of("500", Fault.status(500)),
                Arguments.of("501", Fault.status(501)),
                Arguments.of("redirect", Fault.redirect(307, "http://127.0.0.1:1/")),
                Arguments.of("a page", Fault.notJson()),
                Arguments.of("nothing", Fault.status(200, "")),
                Arguments.of("no fields", Fault.status(200, "{}")),
                Arguments.of("null", Fault.status(200, "{\"data\":null}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noLookUps")
    void readsTheSecretWhereTheLookUpOfTheLeaseGetsNoAnswerOfVaults(String name, Fault fault) throws Exception {
        SourceUnderTest agent =
                token(vault.createToken(TokenSpec.withPolicies("agent").ttl(LEASE)));
        vault.fault(path -> path.endsWith("lookup-self"), fault, 1);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(paths()).filteredOn(path -> path.endsWith("lookup-self")).hasSize(2);
        assertThat(agent.source.patience()).isEqualTo(LEASE.dividedBy(2));
    }

    @Test
    void asksForItsPrivilegesAgainWhenVaultDidNotAnswer() throws Exception {
        SourceUnderTest agent = token(vault.createToken("agent"));
        vault.fault(path -> path.endsWith("capabilities-self"), Fault.status(500), 1);
        assertThat(agent.fetch()).isEqualTo(TOKEN);
        assertThat(agent.source.privileges().code()).isEqualTo("unknown");
        agent.fetch();
        assertThat(agent.source.privileges().code()).isEqualTo("minimal");
    }

    private void pass(Duration time, SourceUnderTest agent) {
        vaultTime.updateAndGet(now -> now.plus(time));
        agent.ticker.advance(time);
    }

    private List<String> paths() {
        return vault.requests().stream().map(request -> request.path()).toList();
    }

    private SourceUnderTest token(String vaultToken) {
        return new SourceUnderTest(Map.of("vault.address", vault.address(), "vault.token", vaultToken));
    }

    private SourceUnderTest tokenFile(Path file) {
        return new SourceUnderTest(Map.of("vault.address", vault.address(), "vault.token-file", file.toString()));
    }

    private SourceUnderTest kubernetes(Path jwt) {
        return new SourceUnderTest(Map.of(
                "vault.address",
                vault.address(),
                "vault.auth",
                "kubernetes",
                "vault.role",
                "agent",
                "vault.kubernetes-token-path",
                jwt.toString()));
    }

    private SourceUnderTest appRole(String roleId, String secretId, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Map.of(
                "vault.address",
                vault.address(),
                "vault.auth",
                "approle",
                "vault.role-id",
                roleId,
                "vault.secret-id",
                secretId));
        return new SourceUnderTest(settings);
    }
}
