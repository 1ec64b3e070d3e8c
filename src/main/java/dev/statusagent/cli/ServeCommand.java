package dev.statusagent.cli;

import dev.statusagent.config.StartupChecks;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status serve}: checks the whole configuration, then runs the agent until it is told to stop. */
@Command(name = "serve", description = "Run the agent (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Listen address (default: 127.0.0.1).")
    String bind;

    @Option(names = "--port", paramLabel = "PORT", description = "Listen port (default: 5000).")
    String port;

    @Override
    public Integer call() {
        override("status.panel.bind", bind);
        override("status.panel.port", port);
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        StartupChecks checks = StartupChecks.run(config);
        if (!checks.errors().isEmpty()) {
            checks.errors().forEach(System.err::println);
            return ExitCodes.USAGE_OR_CONFIGURATION;
        }
        Optional<DataDirectoryCheck> unusable = DataDirectoryCheck.of(config);
        if (unusable.isPresent()) {
            System.err.println(unusable.get().message());
            return unusable.get().exitCode();
        }
        StartupWarnings.keep(checks.warnings());
        Quarkus.run();
        return ExitCodes.OK;
    }

    private static void override(String key, String value) {
        if (value != null) {
            System.setProperty(key, value);
        }
    }
}
