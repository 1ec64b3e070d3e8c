package dev.statusagent.testing.update;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** A release as its publisher puts it on a server; a test changes what it likes before that. */
public final class Publication {
    public final String version;
    public byte[] archive;
    public String manifest;
    public byte[] signature;
    private final KeyPair keys;

    private Publication(String version, byte[] archive, KeyPair keys) {
        this.version = version;
        this.archive = archive;
        this.keys = keys;
        this.manifest = manifest(version, archive.length, sha256(archive));
    }

    /** A release that could not be smaller. */
    public static Publication of(String version, KeyPair keys) {
        return new Publication(version, small(version, version).end(), keys);
    }

    /** That archive as a release, with a manifest that fits. */
    public static Publication of(String version, byte[] archive, KeyPair keys) {
        return new Publication(version, archive, keys);
    }

    public static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as an operator gives it. */
    public static String publicKey(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** What a release must have; the tar file is still open. */
    public static TarWriter small(String top, String version) {
        String root = "status-agent-" + top + "/";
        return new TarWriter()
                .directory(root)
                .file(root + "VERSION", version + "\n")
                .file(root + "bin/status", "#!/bin/sh\nexit 1\n".getBytes(StandardCharsets.US_ASCII), 0755)
                .file(root + "app/quarkus-run.jar", "no jar");
    }

    public static String manifest(String version, long size, String sha256) {
        return "{\"version\":\"%s\",\"size\":%d,\"sha256\":\"%s\",\"date\":\"2026-01-01T00:00:00Z\"}\n"
                .formatted(version, size, sha256);
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String sha256() {
        return sha256(archive);
    }

    public String archivePath() {
        return "/releases/" + version + "/status-agent-" + version + ".tar.gz";
    }

    public String manifestPath() {
        return "/releases/" + version + "/manifest.json";
    }

    public static byte[] sign(KeyPair keys, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            return Base64.getEncoder().encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lays everything out, signed as it is now unless there is a signature already, and calls it the newest. */
    public void publish(ReleaseHost host) {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        host.serve("/releases/latest.json", bytes);
        host.serve(manifestPath(), bytes);
        host.serve(manifestPath() + ".sig", signature == null ? sign(keys, bytes) : signature);
        host.serve(archivePath(), archive);
    }
}
