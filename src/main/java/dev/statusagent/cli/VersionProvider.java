package dev.statusagent.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** {@code --version}: the version that the build wrote into the application's manifest. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {"status " + Objects.requireNonNullElse(version, "unknown")};
    }
}
