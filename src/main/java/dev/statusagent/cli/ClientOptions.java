package dev.statusagent.cli;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the running agent is; shared by all client commands. */
final class ClientOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The agent (default: http://127.0.0.1:5000, https:// where STATUS_TLS_CERT is set).")
    URI url;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM file of the CA that the agent's certificate chains to.")
    Path cacert;
}
