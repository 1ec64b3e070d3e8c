package dev.statusagent.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.testing.vault.ApiClient.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The double against the API that Vault publishes. */
class VaultDoubleTest {

    private static final String INVALID_TOKEN = "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";
    private static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private VaultDouble vault;
    private ApiClient anybody;
    private ApiClient root;

    @BeforeEach
    void start() {
        vault = VaultDouble.builder().clock(now::get).start();
        vault.kv2("secret");
        vault.kv1("kv1");
        anybody = ApiClient.of(vault);
        root = anybody.withToken(vault.rootToken());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Nested
    class KvVersion2 {

        @Test
        void readsWhatTheOperatorWrote() throws Exception {
            assertThat(vault.write("secret", "default/token", Map.of("token", "s3cret", "n", 7)))
                    .isEqualTo(1);

            Reply reply = root.get("secret/data/default/token");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.at("/data/data").toString()).contains("\"token\":\"s3cret\"", "\"n\":7");
            assertThat(reply.at("/data/metadata"))
                    .hasToString("{\"created_time\":\"2026-01-01T00:00:00Z\",\"deletion_time\":\"\","
                            + "\"destroyed\":false,\"custom_metadata\":null,\"version\":1}");
            assertThat(reply.at("/request_id").asText()).hasSize(36);
            assertThat(reply.body().has("auth")).isTrue();
            assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        }

        @Test
        void knowsNothingOfWhatNeverExisted() throws Exception {
            Reply reply = root.get("secret/data/none");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.body()).hasToString("{\"errors\":[]}");
        }

        @Test
        void keepsVersions() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            Reply written = root.post("secret/data/a", Map.of("data", Map.of("v", "two")));

            assertThat(written.status()).isEqualTo(200);
            assertThat(written.at("/data/version").asInt()).isEqualTo(2);
            assertThat(root.get("secret/data/a").at("/data/data/v").asText()).isEqualTo("two");
            assertThat(root.get("secret/data/a?version=1").at("/data/data/v").asText())
                    .isEqualTo("one");
            assertThat(root.get("secret/data/a?version=3").status()).isEqualTo(404);
            assertThat(root.get("secret/metadata/a").at("/data/current_version").asInt())
                    .isEqualTo(2);
            assertThat(root.get("secret/metadata/a").at("/data/versions")).hasSize(2);
        }

        @Test
        void checksAndSets() throws Exception {
            var body = Map.of("data", Map.of("v", "x"), "options", Map.of("cas", 0));

            assertThat(root.post("secret/data/a", body).status()).isEqualTo(200);
            Reply again = root.post("secret/data/a", body);

            assertThat(again.status()).isEqualTo(400);
            assertThat(again.error()).isEqualTo("check-and-set parameter did not match the current version");
        }

        @Test
        void tellsOfADeletedVersion() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            pass(Duration.ofSeconds(5));
            assertThat(root.delete("secret/data/a").status()).isEqualTo(204);

            Reply reply = root.get("secret/data/a");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("/data/data").isNull()).isTrue();
            assertThat(reply.at("/data/metadata/deletion_time").asText()).isEqualTo("2026-01-01T00:00:05Z");
            assertThat(reply.at("/data/metadata/destroyed").asBoolean()).isFalse();
        }

        @Test
        void tellsOfADestroyedVersion() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            vault.destroy("secret", "a");

            Reply reply = root.get("secret/data/a");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("/data/data").isNull()).isTrue();
            assertThat(reply.at("/data/metadata/destroyed").asBoolean()).isTrue();
        }

        @Test
        void forgetsWhatIsPurged() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            vault.softDelete("secret", "a");
            vault.purge("secret", "a");
            assertThat(root.get("secret/data/a").body()).hasToString("{\"errors\":[]}");

            vault.write("secret", "a", Map.of("v", "one"));
            assertThat(root.delete("secret/metadata/a").status()).isEqualTo(204);
            assertThat(root.get("secret/data/a").body()).hasToString("{\"errors\":[]}");
        }

        @Test
        void warnsOfAPathWithoutData() throws Exception {
            Reply reply = root.get("secret/default/token");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("/warnings/0").asText())
                    .startsWith("Invalid path for a versioned K/V secrets engine.")
                    .contains("'vault kv get'");
        }

        @Test
        void refusesWhatItCannotUse() throws Exception {
            assertThat(root.post("secret/data/a", Map.of("v", "one")).error()).isEqualTo("no data provided");
            assertThat(root.get("secret/data/a?version=x").status()).isEqualTo(400);
            assertThat(root.send("PATCH", "secret/data/a", BodyPublishers.noBody())
                            .status())
                    .isEqualTo(405);
            assertThat(root.send("POST", "secret/data/a", BodyPublishers.ofString("{"))
                            .error())
                    .isEqualTo("error parsing JSON");
        }
    }

    @Nested
    class KvVersion1 {

        @Test
        void readsWritesAndDeletes() throws Exception {
            assertThat(root.get("kv1/a").body()).hasToString("{\"errors\":[]}");
            assertThat(root.post("kv1/a", Map.of("v", "one")).status()).isEqualTo(204);
            assertThat(root.get("kv1/a").at("/data")).hasToString("{\"v\":\"one\"}");
            assertThat(root.delete("kv1/a").status()).isEqualTo(204);
            assertThat(root.get("kv1/a").status()).isEqualTo(404);
            assertThat(root.post("kv1/a", Map.of()).error()).isEqualTo("missing data fields");
        }
    }

    @Nested
    class AppRole {

        @Test
        void logsIn() throws Exception {
            var credentials = vault.appRole(
                    "agent",
                    TokenSpec.withPolicies("p").ttl(Duration.ofMinutes(5)).notRenewable());

            Reply reply = login("approle", credentials);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.at("/auth/policies")).hasToString("[\"default\",\"p\"]");
            assertThat(reply.at("/auth/lease_duration").asInt()).isEqualTo(300);
            assertThat(reply.at("/auth/renewable").asBoolean()).isFalse();
            assertThat(reply.at("/auth/metadata/role_name").asText()).isEqualTo("agent");
            String token = reply.at("/auth/client_token").asText();
            assertThat(anybody.withToken(token).get("auth/token/lookup-self").at("/data/path"))
                    .hasToString("\"auth/approle/login\"");
        }

        @Test
        void refusesWrongCredentials() throws Exception {
            var credentials = vault.appRole("agent", TokenSpec.withPolicies());

            Reply reply = login("approle", new AppRoleCredentials(credentials.roleId(), "wrong"));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).isEqualTo("invalid role or secret ID");
            assertThat(anybody.post("auth/approle/login", Map.of("role_id", "r"))
                            .error())
                    .isEqualTo("missing secret_id");
        }

        @Test
        void replacesTheSecretIdOfARole() throws Exception {
            var before = vault.appRole("agent", TokenSpec.withPolicies());
            var after = vault.appRole("agent", TokenSpec.withPolicies());

            assertThat(after.roleId()).isEqualTo(before.roleId());
            assertThat(login("approle", before).status()).isEqualTo(400);
            assertThat(login("approle", after).status()).isEqualTo(200);
        }

        @Test
        void mayBeMountedElsewhere() throws Exception {
            var credentials = vault.appRole("teams/a", "agent", TokenSpec.withPolicies());

            assertThat(login("teams/a", credentials).status()).isEqualTo(200);
            assertThat(login("approle", credentials).status()).isEqualTo(403);
        }

        private Reply login(String mount, AppRoleCredentials credentials) throws IOException, InterruptedException {
            return anybody.post(
                    "auth/" + mount + "/login",
                    Map.of("role_id", credentials.roleId(), "secret_id", credentials.secretId()));
        }
    }

    @Nested
    class Kubernetes {

        @Test
        void judgesTheJwt() throws Exception {
            vault.kubernetesRole("agent", "good"::equals, TokenSpec.withPolicies("p"));

            Reply good = login("kubernetes", "agent", "good");
            assertThat(good.status()).isEqualTo(200);
            assertThat(good.at("/auth/token_policies")).hasToString("[\"default\",\"p\"]");

            Reply bad = login("kubernetes", "agent", "bad");
            assertThat(bad.status()).isEqualTo(403);
            assertThat(bad.error()).isEqualTo("permission denied");

            Reply unknown = login("kubernetes", "nobody", "good");
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.error()).isEqualTo("invalid role name \"nobody\"");
        }

        @Test
        void mayBeMountedElsewhere() throws Exception {
            vault.kubernetesRole("k8s/prod", "agent", jwt -> true, TokenSpec.withPolicies());

            assertThat(login("k8s/prod", "agent", "any").status()).isEqualTo(200);
        }

        private Reply login(String mount, String role, String jwt) throws IOException, InterruptedException {
            return anybody.post("auth/" + mount + "/login", Map.of("role", role, "jwt", jwt));
        }
    }

    @Nested
    class Tokens {

        @Test
        void lookThemselvesUp() throws Exception {
            String token = vault.createToken(TokenSpec.withPolicies("p").ttl(Duration.ofMinutes(10)));
            pass(Duration.ofMinutes(4));

            Reply reply = anybody.withToken(token).get("auth/token/lookup-self");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.at("/data/id").asText()).isEqualTo(token).startsWith("hvs.");
            assertThat(reply.at("/data/ttl").asInt()).isEqualTo(360);
            assertThat(reply.at("/data/creation_ttl").asInt()).isEqualTo(600);
            assertThat(reply.at("/data/expire_time").asText()).isEqualTo("2026-01-01T00:10:00Z");
            assertThat(reply.at("/data/renewable").asBoolean()).isTrue();
            assertThat(root.get("auth/token/lookup-self").at("/data/ttl").asInt())
                    .isZero();
        }

        @Test
        void areTakenFromABearerHeaderToo() throws Exception {
            var bearer = anybody.with(Map.of("Authorization", "Bearer " + vault.createToken()));

            assertThat(bearer.get("auth/token/lookup-self").status()).isEqualTo(200);
        }

        @Test
        void endWithTheirLease() throws Exception {
            ApiClient client =
                    anybody.withToken(vault.createToken(TokenSpec.withPolicies().ttl(Duration.ofMinutes(10))));
            pass(Duration.ofMinutes(10).minusMillis(1));
            assertThat(client.get("auth/token/lookup-self").status()).isEqualTo(200);

            pass(Duration.ofMillis(1));
            Reply reply = client.get("auth/token/lookup-self");

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.error()).isEqualTo(INVALID_TOKEN);
        }

        @Test
        void renewUpToTheMaximum() throws Exception {
            ApiClient client = anybody.withToken(vault.createToken(
                    TokenSpec.withPolicies().ttl(Duration.ofMinutes(10)).maxTtl(Duration.ofMinutes(15))));
            pass(Duration.ofMinutes(4));

            Reply full = client.post("auth/token/renew-self", Map.of());
            assertThat(full.at("/auth/lease_duration").asInt()).isEqualTo(600);
            assertThat(full.at("/warnings").isNull()).isTrue();

            pass(Duration.ofMinutes(6));
            assertThat(client.post("auth/token/renew-self", Map.of("increment", "1m"))
                            .at("/auth/lease_duration")
                            .asInt())
                    .isEqualTo(60);

            Reply capped = client.post("auth/token/renew-self", Map.of("increment", 3600));
            assertThat(capped.at("/auth/lease_duration").asInt()).isEqualTo(300);
            assertThat(capped.at("/warnings/0").asText()).contains("exceeded the effective max_ttl");
        }

        @Test
        void doNotRenewUnlessRenewable() throws Exception {
            String token = vault.createToken(TokenSpec.withPolicies().notRenewable());

            Reply reply = anybody.withToken(token).post("auth/token/renew-self", Map.of());

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.error()).isEqualTo("lease is not renewable");
        }

        @Test
        void areRevokedByThemselvesOrTheOperator() throws Exception {
            ApiClient client = anybody.withToken(vault.createToken());
            assertThat(client.post("auth/token/revoke-self", Map.of()).status()).isEqualTo(204);
            assertThat(client.get("auth/token/lookup-self").error()).isEqualTo(INVALID_TOKEN);

            String token = vault.createToken();
            vault.revoke(token);
            assertThat(anybody.withToken(token).get("auth/token/lookup-self").error())
                    .isEqualTo(INVALID_TOKEN);
        }

        @Test
        void areUsedUp() throws Exception {
            ApiClient client =
                    anybody.withToken(vault.createToken(TokenSpec.withPolicies().uses(2)));

            assertThat(client.get("auth/token/lookup-self").at("/data/num_uses").asInt())
                    .isEqualTo(1);
            assertThat(client.get("auth/token/lookup-self").status()).isEqualTo(200);
            assertThat(client.get("auth/token/lookup-self").status()).isEqualTo(403);
        }

        @Test
        void canDoNothingForThemselvesWithoutTheDefaultPolicy() throws Exception {
            ApiClient client = anybody.withToken(
                    vault.createToken(TokenSpec.withPolicies("p").withoutDefaultPolicy()));

            assertThat(client.get("auth/token/lookup-self").error()).isEqualTo(DENIED);
            assertThat(client.post("auth/token/renew-self", Map.of()).status()).isEqualTo(403);
            assertThat(client.post("auth/token/revoke-self", Map.of()).status()).isEqualTo(403);
            assertThat(client.post("sys/capabilities-self", Map.of("paths", List.of("a")))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void areNeeded() throws Exception {
            Reply reply = anybody.get("secret/data/a");

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.error()).isEqualTo("permission denied");
            assertThat(anybody.withToken("hvs.unknown").get("secret/data/a").error())
                    .isEqualTo(INVALID_TOKEN);
        }
    }

    @Nested
    class Authorisation {

        private static final String RULES = """
                # exact, prefix and segment rules
                path "secret/data/exact" { capabilities = ["read"] }
                path "secret/data/tree/*" { capabilities = ["create", "read", "list"] }
                path "secret/data/tree/closed/*" { capabilities = ["deny"] }
                path "secret/data/+/config" { capabilities = ["update"] }
                path "secret/data/+/team/*" { capabilities = ["delete"] }
                """;

        @ParameterizedTest
        @CsvSource({
            "secret/data/exact, read",
            "secret/data/exact/below, deny",
            "secret/data/tree/a/b, create list read",
            "secret/data/tree/closed/a, deny",
            "secret/data/any/config, update",
            "secret/data/two/levels/config, deny",
            "secret/data/tree/config, create list read",
            "secret/data/any/team/a/b, delete",
            "elsewhere, deny",
        })
        void findsTheMostSpecificRule(String path, String expected) throws Exception {
            vault.policy("rules", RULES);

            Reply reply = capabilities(vault.createToken("rules"), path);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.at("/data/capabilities"))
                    .isEqualTo(reply.at("/data").get(path));
            assertThat(reply.body().get(path)).isEqualTo(reply.at("/data").get(path));
            assertThat(reply.body().get("capabilities"))
                    .extracting(name -> name.asText())
                    .containsExactly(expected.split(" ", -1));
        }

        @Test
        void addsUpPoliciesExceptForADenial() throws Exception {
            vault.policy("read", "path \"a\" { capabilities = [\"read\"] }");
            vault.policy("list", "path \"a\" { capabilities = [\"list\"] }");
            vault.policy("deny", "path \"a\" { capabilities = [\"deny\"] }");

            assertThat(capabilities(vault.createToken("read", "list"), "a").at("/data/a"))
                    .hasToString("[\"list\",\"read\"]");
            assertThat(capabilities(vault.createToken("read", "deny"), "a").at("/data/a"))
                    .hasToString("[\"deny\"]");
            assertThat(capabilities(vault.rootToken(), "a").at("/data/a")).hasToString("[\"root\"]");
        }

        @Test
        void answersForSeveralPathsAtOnce() throws Exception {
            Reply reply = root.post("sys/capabilities-self", Map.of("paths", List.of("a", "b")));

            assertThat(reply.at("/data")).hasToString("{\"a\":[\"root\"],\"b\":[\"root\"]}");
            assertThat(root.post("sys/capabilities-self", Map.of()).error()).isEqualTo("paths must be supplied");
        }

        @Test
        void distinguishesCreationFromUpdate() throws Exception {
            vault.policy("creator", "path \"secret/data/*\" { capabilities = [\"create\"] }");
            ApiClient client = anybody.withToken(vault.createToken("creator"));
            var body = Map.of("data", Map.of("v", "one"));

            assertThat(client.post("secret/data/a", body).status()).isEqualTo(200);
            assertThat(client.post("secret/data/a", body).error()).isEqualTo(DENIED);
            assertThat(client.get("secret/data/a").error()).isEqualTo(DENIED);
        }

        @Test
        void appliesAChangedPolicyAtOnce() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            ApiClient client = anybody.withToken(vault.createToken("later"));
            assertThat(client.get("secret/data/a").status()).isEqualTo(403);

            vault.policy("later", "path \"secret/data/a\" { capabilities = [\"read\"] }");
            assertThat(client.get("secret/data/a").status()).isEqualTo(200);
        }

        @Test
        void knowsNoRouteToWhatIsNotMounted() throws Exception {
            Reply reply = root.get("nowhere/a");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.error()).isEqualTo("no handler for route \"nowhere/a\". route entry not found.");
        }

        @Test
        void refusesAPolicyItDoesNotUnderstand() {
            assertThatThrownBy(() -> vault.policy("p", "path a {}")).isInstanceOf(IllegalArgumentException.class);
        }

        private Reply capabilities(String token, String path) throws IOException, InterruptedException {
            return anybody.withToken(token).post("sys/capabilities-self", Map.of("paths", List.of(path)));
        }
    }

    @Nested
    class Status {

        @ParameterizedTest
        @CsvSource({
            "ACTIVE, '', 200",
            "STANDBY, '', 429",
            "STANDBY, standbyok=true, 200",
            "PERFORMANCE_STANDBY, '', 473",
            "PERFORMANCE_STANDBY, perfstandbyok=true, 200",
            "DR_SECONDARY, '', 472",
            "DR_SECONDARY, drsecondarycode=299, 299",
        })
        void tellsTheStateByItsCode(NodeState state, String query, int status) throws Exception {
            vault.nodeState(state);

            Reply reply = anybody.get("sys/health?" + query);

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.at("/standby").asBoolean()).isEqualTo(state != NodeState.ACTIVE);
        }

        @Test
        void tellsNothingElseWhileSealed() throws Exception {
            vault.seal();

            Reply refused = root.get("secret/data/a");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).isEqualTo("Vault is sealed");
            assertThat(anybody.get("sys/health").status()).isEqualTo(503);
            assertThat(anybody.get("sys/health?sealedcode=299").at("/sealed").asBoolean())
                    .isTrue();
            Reply sealStatus = anybody.get("sys/seal-status");
            assertThat(sealStatus.status()).isEqualTo(200);
            assertThat(sealStatus.at("/sealed").asBoolean()).isTrue();

            vault.unseal();
            assertThat(root.get("secret/data/a").status()).isEqualTo(404);
        }

        @Test
        void answersOnStandbyButNotOnADrSecondary() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            vault.standby(true);
            assertThat(root.get("secret/data/a").status()).isEqualTo(200);

            vault.nodeState(NodeState.DR_SECONDARY);
            assertThat(root.get("secret/data/a").error()).isEqualTo("path disabled in replication DR secondary mode");
        }

        @Test
        void isAnsweredWithoutABodyToHead() throws Exception {
            Reply reply = anybody.send("HEAD", "sys/health", BodyPublishers.noBody());

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().isMissingNode()).isTrue();
        }
    }

    @Nested
    class Namespaces {

        @Test
        void separateWhatIsInThem() throws Exception {
            try (var namespaced = VaultDouble.builder().namespace("team/a").start()) {
                namespaced.kv2("secret");
                namespaced.write("secret", "a", Map.of("v", "one"));
                var credentials = namespaced.appRole("agent", TokenSpec.withPolicies());
                var login = Map.of("role_id", credentials.roleId(), "secret_id", credentials.secretId());
                String token = namespaced.rootToken();
                ApiClient client = ApiClient.of(namespaced);

                assertThat(in("team/a", client, token).get("secret/data/a").status())
                        .isEqualTo(200);
                assertThat(in("/team/a/", client, token).get("secret/data/a").status())
                        .isEqualTo(200);
                assertThat(in("team", client, token).get("a/secret/data/a").status())
                        .isEqualTo(200);
                assertThat(client.withToken(token).get("team/a/secret/data/a").status())
                        .isEqualTo(200);
                assertThat(client.withToken(token).get("secret/data/a").status())
                        .isEqualTo(403);
                assertThat(in("team/b", client, token).get("secret/data/a").status())
                        .isEqualTo(403);
                assertThat(client.with(Map.of("X-Vault-Namespace", "team/a"))
                                .post("auth/approle/login", login)
                                .status())
                        .isEqualTo(200);
                assertThat(client.post("auth/approle/login", login).status()).isEqualTo(403);
            }
        }

        @Test
        void haveNoHealthOfTheirOwn() throws Exception {
            ApiClient client = anybody.with(Map.of("X-Vault-Namespace", "team/a"));

            assertThat(client.get("sys/health").status()).isEqualTo(404);
            assertThat(client.get("sys/health").error()).isEqualTo("unsupported path");
            assertThat(client.get("sys/seal-status").status()).isEqualTo(200);
        }

        private static ApiClient in(String namespace, ApiClient client, String token) {
            return client.with(Map.of("X-Vault-Namespace", namespace, "X-Vault-Token", token));
        }
    }

    @Nested
    class Server {

        @Test
        void recordsWhatItReceives() throws Exception {
            vault.clearRequests();
            anybody.with(Map.of("X-Vault-Token", "hvs.t", "X-Vault-Request", "true"))
                    .post("secret/data/a%20b?version=2&x", Map.of("k", "v"));

            assertThat(vault.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/v1/secret/data/a b");
                assertThat(request.query()).isEqualTo(Map.of("version", "2", "x", ""));
                assertThat(request.header("x-vault-request")).hasValue("true");
                assertThat(request.token()).hasValue("hvs.t");
                assertThat(request.body()).isEqualTo("{\"k\":\"v\"}");
                assertThat(request.receivedAt()).isEqualTo(now.get());
                assertThat(request.clientCertificate()).isEmpty();
            });
        }

        @Test
        void takesABodyInChunks() throws Exception {
            byte[] body = "{\"v\":\"one\"}".getBytes(StandardCharsets.UTF_8);

            root.send("PUT", "kv1/a", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

            assertThat(root.get("kv1/a").at("/data/v").asText()).isEqualTo("one");
        }

        @Test
        void keepsConnectionsOpen() throws Exception {
            anybody.get("sys/health");
            anybody.get("sys/health");

            assertThat(vault.acceptedConnections()).isEqualTo(1);
        }

        @Test
        void comesBackOnTheSamePortWithItsState() throws Exception {
            vault.write("secret", "a", Map.of("v", "one"));
            assertThat(root.get("secret/data/a").status()).isEqualTo(200);
            String address = vault.address();

            vault.stop();
            assertThatThrownBy(() -> root.get("secret/data/a")).isInstanceOf(ConnectException.class);

            vault.restart();
            assertThat(vault.address()).isEqualTo(address);
            assertThat(root.get("secret/data/a").status()).isEqualTo(200);
        }

        @Test
        void listensWhereItIsTold() throws Exception {
            int port = vault.port();
            vault.close();

            try (var successor = VaultDouble.builder().port(port).start()) {
                assertThat(successor.address()).isEqualTo("http://localhost:" + port);
                assertThat(ApiClient.of(successor).get("sys/health").status()).isEqualTo(200);
            }
        }
    }
}
