package dev.statusagent.testing.vault;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A stand-in for a HashiCorp Vault server: a real HTTP or HTTPS server on the loopback address
 * that follows Vault's published HTTP API as far as a reader of secrets needs it, and that can be
 * made to fail. The methods here are the operator's and need no token.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs">Vault HTTP API</a>
 */
public final class VaultDouble implements AutoCloseable {

    private static final Token.Origin OPERATOR = new Token.Origin("auth/token/create", "token", Map.of());

    private final InstantSource clock;
    private final Node node;
    private final TokenStore tokens;
    private final Policies policies = new Policies();
    private final Mounts mounts = new Mounts();
    private final FaultPlan faults = new FaultPlan();
    private final ExecutorService workers = Executors.newCachedThreadPool(VaultDouble::daemon);
    private final Transport transport;
    private final HttpConnections connections;
    private final HttpListener listener;
    private final int port;

    VaultDouble(InstantSource clock, String namespace, Transport transport, int wantedPort) {
        this.clock = clock;
        this.transport = transport;
        node = new Node(clock);
        tokens = new TokenStore(clock);
        mounts.mounted("sys", SystemBackend.class, () -> new SystemBackend(policies));
        mounts.mounted("auth/token", TokenBackend.class, () -> new TokenBackend(tokens));
        var core = new VaultCore(node, new Namespace(namespace), mounts, tokens, policies);
        connections = new HttpConnections(transport, core, faults, clock);
        listener = new HttpListener(transport, connections, workers);
        port = listener.start(wantedPort);
    }

    /** Plain HTTP on a free port. */
    public static VaultDouble start() {
        return builder().start();
    }

    public static VaultDoubleBuilder builder() {
        return new VaultDoubleBuilder();
    }

    public String address() {
        return transport.scheme() + "://localhost:" + port;
    }

    public int port() {
        return port;
    }

    public void kv1(String mount) {
        mounts.mounted(mount, Kv1Engine.class, Kv1Engine::new);
    }

    public void kv2(String mount) {
        mounts.mounted(mount, Kv2Engine.class, () -> new Kv2Engine(clock));
    }

    /** Returns the version written; 0 for KV v1, which has none. */
    public int write(String mount, String path, Map<String, ?> data) {
        return mounts.secrets(mount).put(path, data);
    }

    /** Returns the fields of the latest version; empty if it was deleted, or there is none. */
    public Map<String, Object> read(String mount, String path) {
        return mounts.secrets(mount).get(path);
    }

    /** Deletes the latest version; KV v2 keeps it restorable, and says when it was deleted. */
    public void softDelete(String mount, String path) {
        mounts.secrets(mount).delete(path);
    }

    /** Destroys the latest version for good; KV v2 only. */
    public void destroy(String mount, String path) {
        mounts.secrets(mount).destroy(path);
    }

    /** Removes the secret with all its versions and metadata. */
    public void purge(String mount, String path) {
        mounts.secrets(mount).purge(path);
    }

    /** Sets a policy from stanzas of the form {@code path "…" { capabilities = ["read", …] }}. */
    public void policy(String name, String hcl) {
        policies.put(name, Policy.parse(hcl));
    }

    public String rootToken() {
        return createToken(TokenSpec.root());
    }

    public String createToken(String... policies) {
        return createToken(TokenSpec.withPolicies(policies));
    }

    public String createToken(TokenSpec spec) {
        return tokens.create(spec, OPERATOR).id();
    }

    public void revoke(String token) {
        tokens.revoke(token);
    }

    /** Sets a role at {@code auth/approle}. */
    public AppRoleCredentials appRole(String role, TokenSpec token) {
        return appRole("approle", role, token);
    }

    /** Sets a role; doing so again keeps its role id and replaces its secret id. */
    public AppRoleCredentials appRole(String mount, String role, TokenSpec token) {
        return mounts.mounted("auth/" + mount, AppRoleBackend.class, () -> new AppRoleBackend(mount, tokens))
                .role(role, token);
    }

    /** Sets a role at {@code auth/kubernetes}. */
    public void kubernetesRole(String role, Predicate<String> acceptsJwt, TokenSpec token) {
        kubernetesRole("kubernetes", role, acceptsJwt, token);
    }

    public void kubernetesRole(String mount, String role, Predicate<String> acceptsJwt, TokenSpec token) {
        mounts.mounted("auth/" + mount, KubernetesBackend.class, () -> new KubernetesBackend(mount, tokens))
                .role(role, acceptsJwt, token);
    }

    public void seal() {
        node.sealed(true);
    }

    public void unseal() {
        node.sealed(false);
    }

    public void standby(boolean standby) {
        nodeState(standby ? NodeState.STANDBY : NodeState.ACTIVE);
    }

    public void nodeState(NodeState state) {
        node.state(state);
    }

    /** Makes every request go wrong, unless an older fault applies to it. */
    public void fault(Fault fault) {
        fault(path -> true, fault, FaultPlan.EVERY_TIME);
    }

    /**
     * Makes the next requests to some paths go wrong; the oldest fault that applies is used up first.
     *
     * @param path given {@link VaultRequest#path}, so with its {@code /v1/}
     */
    public void fault(Predicate<String> path, Fault fault, int times) {
        faults.add(path, fault, times);
    }

    /** Forgets all faults and ends those under way: what is slow is answered, what hangs is cut. */
    public void clearFaults() {
        faults.clear();
    }

    /** Every request since the start, or since they were cleared, oldest first. */
    public List<VaultRequest> requests() {
        return connections.requests();
    }

    public void clearRequests() {
        connections.forget();
    }

    public int acceptedConnections() {
        return listener.accepted();
    }

    /** Connections that got through the TLS handshake; on plain HTTP, all. */
    public int completedHandshakes() {
        return listener.secured();
    }

    /** Ends all connections and refuses new ones; everything stored stays. */
    public void stop() {
        listener.stop();
        faults.release();
    }

    /** Listens again on the same port, stopping first if need be. */
    public void restart() {
        stop();
        faults.rearm();
        listener.start(port);
    }

    @Override
    public void close() {
        stop();
        workers.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "vault-double");
        thread.setDaemon(true);
        return thread;
    }
}
