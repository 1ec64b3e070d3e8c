package dev.statusagent.command;

/**
 * Who wanted a command done.
 *
 * @param identity the caller's name, as the guards know it
 * @param client the caller's IP address; null for a command that the agent fetched itself
 * @param requestId the id of the request, as in the log; null for a command that the agent fetched itself
 */
public record CommandOrigin(String identity, String client, String requestId) {}
