package dev.statusagent.testing.vault;

/** What an application needs to log in as an AppRole. */
public record AppRoleCredentials(String roleId, String secretId) {}
