package dev.statusagent.token.vault;

/**
 * Where the agent token lies in Vault.
 *
 * @param mount the KV engine's mount
 * @param secret the secret's path inside the mount
 * @param sibling the path of a deployment that is not ours
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2">KV v2 API</a>
 */
record VaultPaths(String mount, String secret, String sibling, boolean kv2) {
    static VaultPaths of(String prefix, String deploymentHash, int kvVersion) {
        int slash = prefix.indexOf('/');
        String mount = slash < 0 ? prefix : prefix.substring(0, slash);
        String inside = slash < 0 ? "" : prefix.substring(slash + 1) + "/";
        return new VaultPaths(
                mount, inside + deploymentHash + "/token", inside + deploymentHash + "-sibling/token", kvVersion == 2);
    }

    /** The secret's path as policies name it. */
    String policyPath() {
        return mount + (kv2 ? "/data/" : "/") + secret;
    }

    /** The sibling's path as policies name it. */
    String siblingPolicyPath() {
        return mount + (kv2 ? "/data/" : "/") + sibling;
    }
}
