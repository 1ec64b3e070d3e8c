package dev.statusagent.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the running agent is; shared by all client commands. */
final class ClientOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description = "The agent (default: http://127.0.0.1:5000, https:// where STATUS_TLS_CERT is set).")
    URI url;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM file of the CA that the agent's certificate chains to.")
    Path cacert;

    /** Takes what an agent can be asked at. */
    static final class UrlConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI url = new URI(value);
                if (("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                        && url.getHost() != null) {
                    return url;
                }
            } catch (URISyntaxException e) {
                // refused as well
            }
            throw new TypeConversionException("it must be http://HOST[:PORT] or https://HOST[:PORT]");
        }
    }
}
