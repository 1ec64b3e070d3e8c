package dev.statusagent.config;

import static dev.statusagent.config.Accepted.bool;
import static dev.statusagent.config.Accepted.duration;
import static dev.statusagent.config.Accepted.host;
import static dev.statusagent.config.Accepted.integer;
import static dev.statusagent.config.Accepted.listOf;
import static dev.statusagent.config.Accepted.network;
import static dev.statusagent.config.Accepted.oneOf;
import static dev.statusagent.config.Accepted.pattern;
import static dev.statusagent.config.Accepted.size;
import static dev.statusagent.config.Accepted.text;
import static dev.statusagent.config.Accepted.url;
import static dev.statusagent.config.Accepted.visible;
import static dev.statusagent.config.AcceptedEngine.engine;
import static dev.statusagent.config.AcceptedFiles.certificates;
import static dev.statusagent.config.AcceptedFiles.directory;
import static dev.statusagent.config.AcceptedFiles.ed25519PublicKey;
import static dev.statusagent.config.AcceptedFiles.privateKey;
import static dev.statusagent.config.AcceptedFiles.tlsDirectory;
import static dev.statusagent.config.AcceptedFiles.watched;
import static dev.statusagent.config.AcceptedHash.passwordHash;
import static dev.statusagent.config.AcceptedSelector.labelSelector;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every documented environment variable, its key in the configuration tree and what it accepts: the one table behind the
 * bridge, the checks before the start and the documentation. The constant's name is the variable's name.
 */
public enum Setting {
    AGENT_ID("agent.id", visible(1, 128)),
    AGENT_TOKEN("agent.token", visible(8, 4096), Kind.SECRET),
    AGENT_SCOPES(
            "agent.scopes",
            listOf("a comma-separated list of " + String.join(", ", Scopes.ALL), oneOf(Scopes.array()))),
    DEPLOYMENT_HASH(
            "agent.deployment-hash",
            pattern("1 to 128 of A-Z a-z 0-9 . _ -, beginning with a letter or digit", Patterns.SEGMENT)),

    VAULT_ADDRESS("vault.address", url("an https:// URL (http:// on loopback)", Patterns::isHttpOrHttps)),
    VAULT_TOKEN("vault.token", visible(1, 8192), Kind.SECRET),
    VAULT_TOKEN_FILE("vault.token-file", watched()),
    VAULT_AUTH("vault.auth", oneOf("token", "approle", "kubernetes")),
    VAULT_ROLE_ID("vault.role-id", visible(1, 256)),
    VAULT_SECRET_ID("vault.secret-id", visible(1, 8192), Kind.SECRET),
    VAULT_ROLE("vault.role", visible(1, 256)),
    VAULT_KUBERNETES_TOKEN_PATH("vault.kubernetes-token-path", watched()),
    VAULT_AUTH_MOUNT("vault.auth-mount", pattern("a mount path such as approle or team/approle", Patterns.PATH)),
    VAULT_AGENT_PATH_PREFIX(
            "vault.agent-path-prefix", pattern("a KV mount, with an optional path inside it", Patterns.PATH)),
    VAULT_KV_VERSION("vault.kv-version", oneOf("1", "2")),
    VAULT_NAMESPACE("vault.namespace", pattern("a namespace path such as team/a", Patterns.PATH + "/?")),
    VAULT_CACERT("vault.cacert", certificates()),
    VAULT_CERT_SHA256(
            "vault.cert-sha256",
            listOf(
                    "a comma-separated list of sha256/BASE64 pins",
                    pattern("sha256/BASE64", "sha256/[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="))),
    VAULT_CLIENT_CERT("vault.client-cert", certificates()),
    VAULT_CLIENT_KEY("vault.client-key", privateKey()),
    VAULT_ALLOW_HTTP("vault.allow-http", bool()),

    STATUS_TOKEN_FILE("token.file", watched()),
    STATUS_TOKEN_REFRESH_INTERVAL("token.refresh-interval", duration(Duration.ofSeconds(1), Duration.ofHours(24))),
    STATUS_TOKEN_MAX_AGE("token.max-age", duration(Duration.ofSeconds(1), Duration.ofDays(30))),
    STATUS_TOKEN_GRACE("token.grace", duration(Duration.ZERO, Duration.ofHours(1))),

    STATUS_PANEL_USERNAME("panel.username", text(1, 128)),
    STATUS_PANEL_PASSWORD("panel.password", text(8, 1024), Kind.SECRET),
    STATUS_PANEL_PASSWORD_HASH("panel.password-hash", passwordHash(), Kind.SECRET),
    STATUS_PANEL_VIEWER_USERNAME("panel.viewer.username", text(1, 128)),
    STATUS_PANEL_VIEWER_PASSWORD("panel.viewer.password", text(8, 1024), Kind.SECRET),
    STATUS_PANEL_VIEWER_PASSWORD_HASH("panel.viewer.password-hash", passwordHash(), Kind.SECRET),
    STATUS_PANEL_BIND("panel.bind", host()),
    STATUS_PANEL_PORT("panel.port", integer(1, 65_535)),
    STATUS_TLS_CERT("tls.cert", certificates()),
    STATUS_TLS_KEY("tls.key", privateKey()),
    STATUS_SESSION_TTL("session.ttl", duration(Duration.ofMinutes(1), Duration.ofDays(30))),
    STATUS_SESSION_IDLE("session.idle", duration(Duration.ofSeconds(10), Duration.ofDays(30))),

    STATUS_SIGNATURES("signatures", oneOf("required", "legacy", "bearer")),
    SIGNATURE_MAX_SKEW_SECS("signature.max-skew-secs", integer(1, 3600)),
    REPLAY_TTL_SECS("replay.ttl-secs", integer(2, 86_400)),
    RATE_LIMIT_PER_MIN("rate-limit.per-min", integer(1, 1_000_000)),

    STATUS_RUNTIME("runtime", oneOf("auto", "docker", "kubernetes", "none")),
    DOCKER_HOST("docker.host", engine()),
    DOCKER_SOCK("docker.sock", engine()),
    DOCKER_CERT_PATH("docker.cert-path", tlsDirectory()),
    STATUS_STATE("state", oneOf("embedded", "redis")),
    REDIS_URL(
            "redis.url",
            new Accepted("a redis:// or rediss:// URL, its user and password percent-encoded", Patterns::isRedis),
            Kind.SECRET),
    REDIS_CACERT("redis.cacert", certificates()),
    STATUS_DATA_DIR("data-dir", directory()),
    STATUS_COMMANDS_ALLOWED(
            "commands.allowed",
            listOf(
                    "a comma-separated list of program names",
                    pattern("a program name", "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}"))),
    COMMAND_TIMEOUT_SECS("commands.timeout-secs", integer(1, 86_400)),
    METRICS_INTERVAL_SECS("metrics.interval-secs", integer(1, 3600)),
    METRICS_WEBHOOK("metrics.webhook", url(Patterns.WEBHOOK, Accepted::isHttpsOrLoopback), Kind.SECRET),
    ALERT_WEBHOOK_URL("alert.webhook-url", url(Patterns.WEBHOOK, Accepted::isHttpsOrLoopback), Kind.SECRET),
    STATUS_ALERT_CPU_PCT("alert.cpu-pct", integer(1, 100)),
    STATUS_ALERT_MEMORY_PCT("alert.memory-pct", integer(1, 100)),
    STATUS_ALERT_DISK_PCT("alert.disk-pct", integer(1, 100)),
    STATUS_ALERT_HYSTERESIS_PCT("alert.hysteresis-pct", integer(0, 99)),
    STATUS_ALERT_AFTER("alert.after", duration(Duration.ZERO, Duration.ofHours(24))),
    DASHBOARD_URL(
            "dashboard.url",
            url(Patterns.WEBHOOK, uri -> Accepted.isHttpsOrLoopback(uri) && uri.getRawQuery() == null)),

    UPDATE_SERVER_URL("update.server-url", url("an https:// URL", Accepted::isHttps)),
    UPDATE_BINARY_URL("update.binary-url", url("an https:// URL", Accepted::isHttps)),
    UPDATE_EXPECTED_SHA256("update.expected-sha256", pattern("64 hexadecimal digits", "[0-9a-fA-F]{64}")),
    UPDATE_CACERT("update.cacert", certificates()),
    DASHBOARD_CACERT("dashboard.cacert", certificates()),
    DASHBOARD_CLIENT_CERT("dashboard.client-cert", certificates()),
    DASHBOARD_CLIENT_KEY("dashboard.client-key", privateKey()),
    UPDATE_PUBLIC_KEY("update.public-key", ed25519PublicKey()),
    UPDATE_STORAGE_PATH("update.storage-path", directory()),

    STATUS_TRUSTED_PROXIES(
            "trusted-proxies", listOf("a comma-separated list of IP addresses and CIDR blocks", network())),
    STATUS_COMMANDS_CONCURRENCY("commands.concurrency", integer(1, 64)),
    STATUS_COMMANDS_WORKER("commands.worker", bool()),
    STATUS_KUBERNETES_SELECTOR("kubernetes.selector", labelSelector()),
    STATUS_KUBERNETES_NAMESPACE(
            "kubernetes.namespace",
            pattern(
                    "a Kubernetes namespace: 1 to 63 of a-z 0-9 -, not beginning or ending with -",
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")),
    STATUS_LOG_FORMAT("log.format", oneOf("text", "json")),
    STATUS_AUDIT_MAX_BYTES("audit.max-bytes", size(1L << 20, 1L << 40)),
    STATUS_SHUTDOWN_DELAY("shutdown.delay", duration(Duration.ZERO, Duration.ofMinutes(10))),
    STATUS_TRACING("tracing", bool());

    private enum Kind {
        PLAIN,
        SECRET
    }

    private static final Map<String, Setting> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private final String key;
    private final Accepted accepted;
    private final Kind kind;

    Setting(String key, Accepted accepted) {
        this(key, accepted, Kind.PLAIN);
    }

    Setting(String key, Accepted accepted, Kind kind) {
        this.key = "status." + key;
        this.accepted = accepted;
        this.kind = kind;
    }

    /** The key in the configuration tree, such as {@code status.token.max-age}. */
    public String key() {
        return key;
    }

    /** Completes the sentence "accepted: …". */
    public String accepts() {
        return accepted.description();
    }

    boolean accepts(String value) {
        return accepted.test().test(value);
    }

    /** Whether the value is never shown, and may be given as {@code NAME_FILE}. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    static Optional<Setting> byKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static List<Setting> secrets() {
        return Arrays.stream(values()).filter(Setting::isSecret).toList();
    }

    private static final class Patterns {
        static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
        static final String PATH = SEGMENT + "(/" + SEGMENT + "){0,15}";
        static final String WEBHOOK = "an https:// URL (http:// on loopback)";

        static boolean isHttpOrHttps(URI uri) {
            return (Accepted.isHttp(uri) || Accepted.isHttps(uri)) && uri.getRawQuery() == null;
        }

        static boolean isRedis(String value) {
            if (!value.matches("rediss?://([^\\s/@?#:]*:[^\\s/@?#:]*@)?[^\\s/@?#]+(/\\d{1,5})?")) {
                return false;
            }
            try {
                URI uri = new URI(value);
                return uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
