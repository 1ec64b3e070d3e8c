package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.testing.tls.TestCertificates;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal names every variable that takes part; beside each stands what is near it and accepted. */
class ContradictionsTest {
    private static final String HASH = "$2b$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.in(directory);
    }

    private static void assertRefused(GivenConfig given, String... named) {
        assertThat(given.check().errors()).singleElement().asString().contains(named);
    }

    private static void assertAccepted(GivenConfig given) {
        assertThat(given.check().errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "host.example"})
    void refusesBearerOnTheNetworkInClear(String bind) {
        assertRefused(
                GivenConfig.of(Setting.STATUS_SIGNATURES, "bearer").with(Setting.STATUS_PANEL_BIND, bind),
                "STATUS_SIGNATURES",
                "STATUS_PANEL_BIND",
                bind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
    void acceptsBearerOnLoopback(String bind) {
        assertAccepted(GivenConfig.of(Setting.STATUS_SIGNATURES, "bearer").with(Setting.STATUS_PANEL_BIND, bind));
    }

    @Test
    void acceptsBearerUnderTls() {
        assertAccepted(tls(certificates.serverFile(), certificates.serverKeyFile())
                .with(Setting.STATUS_SIGNATURES, "bearer")
                .with(Setting.STATUS_PANEL_BIND, "0.0.0.0"));
    }

    @Test
    void refusesLegacySignaturesWithRedis() {
        assertRefused(
                redis().with(Setting.STATUS_SIGNATURES, "legacy"), "STATUS_SIGNATURES=legacy", "STATUS_STATE=redis");
    }

    @Test
    void acceptsLegacySignaturesAlone() {
        assertAccepted(GivenConfig.of(Setting.STATUS_SIGNATURES, "legacy"));
        assertAccepted(redis());
    }

    @Test
    void refusesRedisWithoutItsUrl() {
        assertRefused(GivenConfig.of(Setting.STATUS_STATE, "redis"), "REDIS_URL", "STATUS_STATE=redis");
    }

    @ParameterizedTest
    @CsvSource({
        "VAULT_CLIENT_CERT, VAULT_CLIENT_KEY",
        "STATUS_TLS_CERT, STATUS_TLS_KEY",
        "DASHBOARD_CLIENT_CERT, DASHBOARD_CLIENT_KEY"
    })
    void refusesACertificateAndItsKeyApartOrMismatched(Setting certificate, Setting key) {
        String file = certificates.serverFile().toString();
        String keyFile = certificates.serverKeyFile().toString();
        String[] both = {certificate.name(), key.name()};
        assertRefused(GivenConfig.of(certificate, file), both);
        assertRefused(GivenConfig.of(key, keyFile), both);
        assertRefused(
                GivenConfig.of(certificate, file)
                        .with(key, certificates.clientKeyFile().toString()),
                both);
        assertAccepted(GivenConfig.of(certificate, file).with(key, keyFile));
    }

    @Test
    void refusesAControlPlaneToAskInNobodysName() {
        GivenConfig asking = GivenConfig.of(Setting.DASHBOARD_URL, "https://control.example/base");
        assertRefused(asking, "DASHBOARD_URL", "AGENT_ID");
        assertAccepted(asking.with(Setting.AGENT_ID, "agent-1"));
    }

    @ParameterizedTest
    @CsvSource({"STATUS_ALERT_CPU_PCT, 20", "STATUS_ALERT_MEMORY_PCT, 19", "STATUS_ALERT_DISK_PCT, 1"})
    void refusesAnAlertThatWouldNeverResolve(Setting threshold, String pct) {
        GivenConfig wide = GivenConfig.of(Setting.STATUS_ALERT_HYSTERESIS_PCT, "20");
        assertAccepted(wide);
        assertRefused(wide.with(threshold, pct), threshold.name(), "STATUS_ALERT_HYSTERESIS_PCT");
        assertAccepted(wide.with(threshold, "21"));
    }

    @Test
    void judgesAlertsAgainstTheDefaultHysteresisToo() {
        assertRefused(
                GivenConfig.of(Setting.STATUS_ALERT_DISK_PCT, "5"),
                "STATUS_ALERT_DISK_PCT",
                "STATUS_ALERT_HYSTERESIS_PCT");
        assertAccepted(GivenConfig.of(Setting.STATUS_ALERT_DISK_PCT, "6"));
    }

    @ParameterizedTest
    @CsvSource({"60s, 60s", "60s, 59s", "2m, 1m"})
    void refusesAMaximumAgeNotAboveTheInterval(String interval, String maxAge) {
        assertRefused(
                GivenConfig.of(Setting.STATUS_TOKEN_REFRESH_INTERVAL, interval)
                        .with(Setting.STATUS_TOKEN_MAX_AGE, maxAge),
                "STATUS_TOKEN_MAX_AGE",
                "STATUS_TOKEN_REFRESH_INTERVAL");
    }

    @Test
    void judgesTheMaximumAgeAgainstTheDefaultsToo() {
        assertRefused(
                GivenConfig.of(Setting.STATUS_TOKEN_REFRESH_INTERVAL, "600s"),
                "STATUS_TOKEN_MAX_AGE",
                "STATUS_TOKEN_REFRESH_INTERVAL");
        assertRefused(
                GivenConfig.of(Setting.STATUS_TOKEN_MAX_AGE, "60s"),
                "STATUS_TOKEN_MAX_AGE",
                "STATUS_TOKEN_REFRESH_INTERVAL");
        assertAccepted(GivenConfig.of(Setting.STATUS_TOKEN_MAX_AGE, "61s"));
    }

    @ParameterizedTest
    @CsvSource({"300, 599", "301, 600", "301,", "400,"})
    void refusesToForgetNoncesBeforeTwiceTheSkew(String skew, String ttl) {
        GivenConfig given = GivenConfig.of(Setting.SIGNATURE_MAX_SKEW_SECS, skew);
        assertRefused(
                ttl == null ? given : given.with(Setting.REPLAY_TTL_SECS, ttl),
                "REPLAY_TTL_SECS",
                "SIGNATURE_MAX_SKEW_SECS");
    }

    @Test
    void acceptsNoncesKeptForTwiceTheSkew() {
        assertAccepted(GivenConfig.of(Setting.SIGNATURE_MAX_SKEW_SECS, "100").with(Setting.REPLAY_TTL_SECS, "200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATUS_PANEL", "STATUS_PANEL_VIEWER"})
    void refusesACommonPassword(String login) {
        assertRefused(GivenConfig.of(login + "_PASSWORD", "PassWord123"), login + "_PASSWORD", "most common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATUS_PANEL", "STATUS_PANEL_VIEWER"})
    void refusesAPasswordBesideItsHash(String login) {
        assertRefused(
                GivenConfig.of(login + "_PASSWORD", "correct horse").with(login + "_PASSWORD_HASH", HASH),
                login + "_PASSWORD and ",
                login + "_PASSWORD_HASH");
    }

    @Test
    void refusesAPublicKeyForABareBinary() throws Exception {
        String key = java.util.Base64.getEncoder()
                .encodeToString(java.security.KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        GivenConfig given = GivenConfig.of(Setting.UPDATE_PUBLIC_KEY, key);
        assertAccepted(given);
        assertRefused(
                given.with(Setting.UPDATE_BINARY_URL, "https://updates.example/x"),
                "UPDATE_PUBLIC_KEY",
                "UPDATE_BINARY_URL");
    }

    @Test
    void refusesPlainHttpToAVaultElsewhere() {
        GivenConfig given = vault("http://vault.example:8200").with(Setting.VAULT_TOKEN, "hvs.x");
        assertRefused(given, "VAULT_ADDRESS", "VAULT_ALLOW_HTTP");
        assertRefused(given.with(Setting.VAULT_ALLOW_HTTP, "false"), "VAULT_ADDRESS", "VAULT_ALLOW_HTTP");
        assertAccepted(given.with(Setting.VAULT_ALLOW_HTTP, "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8200", "http://localhost:8200", "http://[::1]:8200", "https://v.example"})
    void acceptsPlainHttpToAVaultOnLoopback(String address) {
        assertAccepted(vault(address).with(Setting.VAULT_TOKEN, "hvs.x"));
    }

    @Test
    void refusesAVaultWithoutACredential() {
        assertRefused(vault("https://v.example"), "VAULT_TOKEN", "VAULT_TOKEN_FILE", "VAULT_ADDRESS");
        assertAccepted(vault("https://v.example").with(Setting.VAULT_TOKEN_FILE, "/later"));
    }

    @Test
    void refusesAppRoleWithoutItsIds() {
        GivenConfig given = vault("https://v.example").with(Setting.VAULT_AUTH, "approle");
        assertThat(given.check().errors())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("VAULT_ROLE_ID", "VAULT_AUTH=approle"),
                        line -> assertThat(line).contains("VAULT_SECRET_ID", "VAULT_AUTH=approle"));
        assertAccepted(given.with(Setting.VAULT_ROLE_ID, "r").with(Setting.VAULT_SECRET_ID, "s"));
    }

    @Test
    void refusesKubernetesAuthWithoutARole() {
        GivenConfig given = vault("https://v.example").with(Setting.VAULT_AUTH, "kubernetes");
        assertRefused(given, "VAULT_ROLE", "VAULT_AUTH=kubernetes");
        assertAccepted(given.with(Setting.VAULT_ROLE, "status"));
    }

    @Test
    void refusesTwoVaultTokens() {
        assertRefused(
                GivenConfig.of(Setting.VAULT_TOKEN, "hvs.x").with(Setting.VAULT_TOKEN_FILE, "/later"),
                "VAULT_TOKEN and VAULT_TOKEN_FILE");
    }

    @Test
    void aValueThatIsWrongByItselfIsInNoContradiction() {
        assertRefused(GivenConfig.of(Setting.STATUS_TOKEN_MAX_AGE, "never"), "STATUS_TOKEN_MAX_AGE: \"never\"");
        assertRefused(GivenConfig.of(Setting.REPLAY_TTL_SECS, "1"), "REPLAY_TTL_SECS: \"1\"");
        assertRefused(vault("vault"), "VAULT_ADDRESS: \"vault\"");
    }

    private static GivenConfig vault(String address) {
        return GivenConfig.of(Setting.VAULT_ADDRESS, address);
    }

    private static GivenConfig redis() {
        return GivenConfig.of(Setting.STATUS_STATE, "redis").with(Setting.REDIS_URL, "redis://localhost:6379");
    }

    private static GivenConfig tls(Path certificate, Path key) {
        return GivenConfig.of(Setting.STATUS_TLS_CERT, certificate.toString())
                .with(Setting.STATUS_TLS_KEY, key.toString());
    }
}
