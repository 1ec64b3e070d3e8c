package dev.statusagent.config;

import dev.statusagent.testing.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** For each setting, values that are right and at least {@link #WRONG_VALUES} that are wrong by themselves. */
final class SettingExamples {
    static final int WRONG_VALUES = 3;

    private static final String[] NO_DURATION = {"60 s", "-1s", "1w", "ten", "1h30m", "1.5h", "9999999999"};
    private static final String[] NO_BOOLEAN = {"yes", "TRUE", "1", "on", " true"};
    private static final String[] NO_CIDR = {"10.0.0.0/33", "proxy.example", "10.0.0.1,,10.0.0.2", "::1/129", "10/8"};
    private static final String ARGON2 = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG";
    private static final String BCRYPT = "$2b$12$" + "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private static final String PIN = "sha256/" + "A".repeat(43) + "=";

    private final Map<Setting, Examples> examples = new EnumMap<>(Setting.class);
    private final Path directory;

    /** Values for one setting. */
    record Examples(List<String> right, List<String> wrong) {}

    private final class Entry {
        private final List<String> right;

        Entry(String... right) {
            this.right = List.of(right);
        }

        void not(Setting setting, String... wrong) {
            examples.put(setting, new Examples(right, List.of(wrong)));
        }
    }

    private SettingExamples(Path directory) {
        this.directory = directory;
    }

    /** The examples; files that they name are written to the directory. */
    static Map<Setting, Examples> in(Path directory) {
        SettingExamples table = new SettingExamples(directory);
        table.identity();
        table.vault();
        table.token();
        table.panel();
        table.security();
        table.runtimeAndState();
        table.commandsAndHost();
        table.updates();
        table.rest();
        table.files();
        return table.examples;
    }

    private Entry right(String... values) {
        return new Entry(values);
    }

    private void identity() {
        right("agent-1", "a", "x".repeat(128)).not(Setting.AGENT_ID, "two words", "x".repeat(129), "tab\there");
        right("12345678", "a${b}c$$\\#!", "x".repeat(4096))
                .not(Setting.AGENT_TOKEN, "7qz-tok", "7qz token with blanks", "7qz".repeat(1366), "7qz-line\nend");
        right("auth:rotate", "commands:execute, commands:wait", String.join(",", Scopes.ALL))
                .not(Setting.AGENT_SCOPES, "commands:run", "auth:rotate,", "AUTH:ROTATE", "auth:rotate docker:stop");
        right("default", "7b.x_y-z").not(Setting.DEPLOYMENT_HASH, "../x", "-x", "a/b", "x".repeat(129));
    }

    private void vault() {
        right("https://vault.example:8200", "http://127.0.0.1:8200", "https://[::1]:8200/vault")
                .not(
                        Setting.VAULT_ADDRESS,
                        "vault.example:8200",
                        "ftp://vault.example",
                        "https://user:pa/ss@vault.example",
                        "https://vault.example:70000",
                        "https://vault.example/?a=b",
                        "https://",
                        "https://vault example");
        right("hvs.CAESIJ", "x".repeat(8192))
                .not(Setting.VAULT_TOKEN, "7qz vault token", "7qz\tvault", "7qz".repeat(2731));
        right("token", "approle", "kubernetes").not(Setting.VAULT_AUTH, "Token", "userpass", "token ");
        right("role-1").not(Setting.VAULT_ROLE_ID, "two words", "x".repeat(257), "line\nend");
        right("secret-1").not(Setting.VAULT_SECRET_ID, "7qz secret id", "7qz\tsecret", "7qz".repeat(2731));
        right("status").not(Setting.VAULT_ROLE, "two words", "x".repeat(257), "line\nend");
        right("approle", "team/approle").not(Setting.VAULT_AUTH_MOUNT, "/approle", "approle/", "a//b", "../sys");
        right("status_panel", "kv/team/a")
                .not(Setting.VAULT_AGENT_PATH_PREFIX, "/kv", "kv/", "kv/../sys", "kv team", "kv?x");
        right("1", "2").not(Setting.VAULT_KV_VERSION, "3", "v2", "02");
        right("admin", "team/a/").not(Setting.VAULT_NAMESPACE, "/", "team//a", "team a", "../a");
        right(PIN, PIN + ", " + PIN)
                .not(
                        Setting.VAULT_CERT_SHA256,
                        "A".repeat(43) + "=",
                        "sha1/AAAA",
                        PIN + ",",
                        "sha256/" + "A".repeat(44));
        right("true", "false").not(Setting.VAULT_ALLOW_HTTP, NO_BOOLEAN);
    }

    private void token() {
        right("1s", "60s", "10m", "PT1M", "90", "24h", "1500ms")
                .not(Setting.STATUS_TOKEN_REFRESH_INTERVAL, with(NO_DURATION, "0s", "999ms", "25h"));
        right("600s", "30d").not(Setting.STATUS_TOKEN_MAX_AGE, with(NO_DURATION, "0", "31d"));
        right("0s", "0", "1h").not(Setting.STATUS_TOKEN_GRACE, with(NO_DURATION, "61m"));
    }

    private void panel() {
        String[] noName = {" ", "line\nend", "x".repeat(129)};
        String[] noPassword = {"7qz-pwd", "7qz-line\nend", "7qz".repeat(342)};
        String[] noHash = {"5f4dcc3b5aa765d61d8327deb882cf99", "$2b$12$7qzshort", ARGON2.replace("2id", "2i")};
        right("admin", "J\u00fcrgen M.").not(Setting.STATUS_PANEL_USERNAME, noName);
        right("viewer").not(Setting.STATUS_PANEL_VIEWER_USERNAME, noName);
        right("correct horse", "\u043f\u0430\u0440\u043e\u043b\u044c-7").not(Setting.STATUS_PANEL_PASSWORD, noPassword);
        right("correct horse").not(Setting.STATUS_PANEL_VIEWER_PASSWORD, noPassword);
        right(ARGON2, BCRYPT).not(Setting.STATUS_PANEL_PASSWORD_HASH, noHash);
        right(ARGON2, BCRYPT).not(Setting.STATUS_PANEL_VIEWER_PASSWORD_HASH, noHash);
        right("127.0.0.1", "::1", "0.0.0.0", "localhost", "host-1.example")
                .not(
                        Setting.STATUS_PANEL_BIND,
                        "256.0.0.1",
                        "1.2.3",
                        "a..b",
                        "[::1]",
                        "-host",
                        "ho st",
                        "::1::",
                        "x_y");
        right("1", "5000", "65535").not(Setting.STATUS_PANEL_PORT, "0", "65536", "+5000", "http", "5000 ", "0x50");
        right("24h", "1m").not(Setting.STATUS_SESSION_TTL, with(NO_DURATION, "59s", "31d"));
        right("30m", "10s").not(Setting.STATUS_SESSION_IDLE, with(NO_DURATION, "9s", "31d"));
    }

    private void security() {
        right("required", "legacy", "bearer").not(Setting.STATUS_SIGNATURES, "none", "Required", "optional");
        right("1", "300").not(Setting.SIGNATURE_MAX_SKEW_SECS, "0", "3601", "300s", "-1");
        right("600", "86400").not(Setting.REPLAY_TTL_SECS, "1", "86401", "10m");
        right("1", "120").not(Setting.RATE_LIMIT_PER_MIN, "0", "1000001", "1e3", "120/min");
        right("10.0.0.0/8", "10.1.2.3, ::1, fd00::/8").not(Setting.STATUS_TRUSTED_PROXIES, NO_CIDR);
    }

    private void runtimeAndState() {
        String[] noEngine = {
            "run/docker.sock",
            "/",
            "//run",
            "/a b",
            "/a%20b",
            "unix://",
            "unix:///a b",
            "http://h:2375",
            "tcp://h",
            "ssh://h"
        };
        right("auto", "docker", "kubernetes", "none").not(Setting.STATUS_RUNTIME, "k8s", "podman", "Docker");
        right("unix:///var/run/docker.sock", "tcp://127.0.0.1:2375", "/run/docker.sock")
                .not(Setting.DOCKER_HOST, noEngine);
        right("unix:///run/user/1000/docker.sock", "/var/run/docker.sock").not(Setting.DOCKER_SOCK, noEngine);
        right("embedded", "redis").not(Setting.STATUS_STATE, "memory", "Redis", "redis://localhost");
        right("redis://localhost:6379", "rediss://user:pw%24%7Bx%7D@redis.example:6380/2", "redis://:pw@[::1]")
                .not(
                        Setting.REDIS_URL,
                        "http://redis-7qz:6379",
                        "redis://user:7qz word@redis",
                        "redis://redis-7qz/zero",
                        "redis://user:7qz%zz@redis",
                        "redis://user:7qz{x}@redis",
                        "redis://user:7qz@word@redis",
                        "redis://redis-7qz:70000",
                        "redis://redis?password=7qz",
                        "redis-7qz:6379");
        kubernetes();
    }

    private void kubernetes() {
        right(
                        "app=web",
                        "app in (a, b),!legacy",
                        " a == b , c!=d,e ",
                        "app.kubernetes.io/name=web,tier notin(x),! old",
                        "empty=,other!=",
                        "a in (,b,)",
                        "a in ()",
                        "a=in,in notin (notin),notin,example.com/in",
                        "a>1, b < 20",
                        "a".repeat(63) + "=" + "b".repeat(63))
                .not(
                        Setting.STATUS_KUBERNETES_SELECTOR,
                        "-app",
                        "a=b;c",
                        "a=b\nc",
                        "!!bad,,==",
                        "a,",
                        ",a",
                        "a,,b",
                        "a b",
                        "a===b",
                        "a=!b",
                        "=b",
                        "a in b",
                        "a in (b",
                        "ain (b)",
                        "a>b",
                        "a>",
                        " ",
                        "(a)",
                        "!a=b",
                        "a=b/c",
                        "a/b/c",
                        "/a",
                        "Example.com/a",
                        "a-=b",
                        "a=b_",
                        "a".repeat(64),
                        "a=" + "b".repeat(64),
                        "a".repeat(60) + ("." + "a".repeat(60)).repeat(4) + "/a",
                        "a" + ",a".repeat(512));
        right("status", "a-1", "1", "a".repeat(63))
                .not(Setting.STATUS_KUBERNETES_NAMESPACE, "Status", "a_b", "-a", "a-", "a.b", "a".repeat(64));
    }

    private void commandsAndHost() {
        String[] noHook = {"http://hooks-7qz.example/x", "ftp://hooks-7qz.example/x", "hooks-7qz.example/x"};
        right("echo", "git, x-1.2").not(Setting.STATUS_COMMANDS_ALLOWED, "/bin/sh", "echo,", "sh -c", "..");
        right("1", "60").not(Setting.COMMAND_TIMEOUT_SECS, "0", "86401", "60s");
        right("1", "64").not(Setting.STATUS_COMMANDS_CONCURRENCY, "0", "65", "two");
        right("true", "false").not(Setting.STATUS_COMMANDS_WORKER, NO_BOOLEAN);
        right("1", "15").not(Setting.METRICS_INTERVAL_SECS, "0", "3601", "15s");
        right("https://hooks.example/x?k=v", "http://localhost:9/x").not(Setting.METRICS_WEBHOOK, noHook);
        right("https://hooks.example/x").not(Setting.ALERT_WEBHOOK_URL, noHook);
        for (Setting threshold : new Setting[] {
            Setting.STATUS_ALERT_CPU_PCT, Setting.STATUS_ALERT_MEMORY_PCT, Setting.STATUS_ALERT_DISK_PCT
        }) {
            right("90", "100", "6").not(threshold, "0", "101", "90%", "0.9");
        }
        right("0", "5", "89").not(Setting.STATUS_ALERT_HYSTERESIS_PCT, "-1", "100", "5%");
        right("0s", "5m", "24h").not(Setting.STATUS_ALERT_AFTER, with(NO_DURATION, "25h"));
        right("https://dash.example", "http://[::1]:8080")
                .not(
                        Setting.DASHBOARD_URL,
                        "http://dash.example",
                        "dash.example",
                        "wss://dash.example",
                        "https://dash.example/?a=b");
    }

    private void updates() {
        String[] noHttps = {"http://localhost/x", "updates.example", "file:///tmp/x", "https:///x"};
        String ed25519 = base64(publicKey("Ed25519").getEncoded());
        right("https://updates.example").not(Setting.UPDATE_SERVER_URL, noHttps);
        right("https://updates.example/status.tar.gz").not(Setting.UPDATE_BINARY_URL, noHttps);
        right("0a".repeat(32), "0A".repeat(32))
                .not(Setting.UPDATE_EXPECTED_SHA256, "0a".repeat(31), "0g".repeat(32), "sha256:" + "0a".repeat(32));
        right(
                        ed25519,
                        base64(raw(publicKey("Ed25519"))),
                        "-----BEGIN PUBLIC KEY-----\n" + ed25519 + "\n-----END PUBLIC KEY-----\n")
                .not(
                        Setting.UPDATE_PUBLIC_KEY,
                        "not base64!",
                        base64(new byte[31]),
                        base64(publicKey("EC").getEncoded()));
    }

    private void rest() {
        right("text", "json").not(Setting.STATUS_LOG_FORMAT, "JSON", "xml", "json ");
        right("1G", "1048576", "512m", "1024K")
                .not(Setting.STATUS_AUDIT_MAX_BYTES, "1023K", "2048G", "1.5G", "1T", "-1");
        right("0s", "5s", "10m").not(Setting.STATUS_SHUTDOWN_DELAY, with(NO_DURATION, "601s"));
        right("true", "false").not(Setting.STATUS_TRACING, NO_BOOLEAN);
    }

    private void files() {
        TestCertificates certificates = TestCertificates.in(directory);
        String server = certificates.serverFile().toString();
        String serverKey = certificates.serverKeyFile().toString();
        String missing = directory.resolve("missing").toString();
        String text = write("text", "neither a certificate nor a key\n");
        for (Setting setting : new Setting[] {
            Setting.VAULT_CACERT,
            Setting.VAULT_CLIENT_CERT,
            Setting.STATUS_TLS_CERT,
            Setting.UPDATE_CACERT,
            Setting.DASHBOARD_CACERT,
            Setting.REDIS_CACERT,
            Setting.DASHBOARD_CLIENT_CERT
        }) {
            right(server).not(setting, missing, text, directory.toString(), serverKey);
        }
        for (Setting setting :
                new Setting[] {Setting.VAULT_CLIENT_KEY, Setting.STATUS_TLS_KEY, Setting.DASHBOARD_CLIENT_KEY}) {
            right(serverKey).not(setting, missing, text, directory.toString(), server);
        }
        for (Setting setting :
                new Setting[] {Setting.VAULT_TOKEN_FILE, Setting.VAULT_KUBERNETES_TOKEN_PATH, Setting.STATUS_TOKEN_FILE
                }) {
            right(text, missing).not(setting, directory.toString(), " ", "/line\nend", "/" + "x".repeat(4096));
        }
        dockerFiles(certificates);
        for (Setting setting : new Setting[] {Setting.STATUS_DATA_DIR, Setting.UPDATE_STORAGE_PATH}) {
            right(directory.toString(), missing).not(setting, text, " ", "/line\nend");
        }
    }

    private void dockerFiles(TestCertificates certificates) {
        Path tls = directory.resolve("docker");
        Path mixed = directory.resolve("docker-mixed");
        try {
            for (Path made : new Path[] {tls, mixed}) {
                Files.createDirectories(made);
                Files.copy(certificates.rootCaFile(), made.resolve("ca.pem"));
                Files.copy(certificates.clientFile(), made.resolve("cert.pem"));
                Files.copy(
                        made == tls ? certificates.clientKeyFile() : certificates.serverKeyFile(),
                        made.resolve("key.pem"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String missing = directory.resolve("missing").toString();
        right(tls.toString()).not(Setting.DOCKER_CERT_PATH, mixed.toString(), directory.toString(), missing);
    }

    private String write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(more, more.length + some.length);
        System.arraycopy(some, 0, all, more.length, some.length);
        return all;
    }

    private static PublicKey publicKey(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] raw(PublicKey ed25519) {
        byte[] encoded = ed25519.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
