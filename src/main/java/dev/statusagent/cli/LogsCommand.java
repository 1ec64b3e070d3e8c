package dev.statusagent.cli;

import io.smallrye.config.SmallRyeConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status logs}: what a container has written, and with {@code -f} what it goes on to write. */
@Command(
        name = "logs",
        description = "What a container writes: its stdout to stdout, its stderr to stderr.",
        footer = {
            "",
            "Followed, a log is taken up again where the connection was lost, without a gap; Ctrl-C ends it.",
            "",
            "Examples:",
            "  status logs web -n 1000 | grep -i error",
            "  status logs web -f --since 10m"
        },
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Pattern TAIL = Pattern.compile("all|\\d{1,7}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions options = new ClientOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The container's name.")
    String name;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            description = "At most so many of the last lines, or all (default: 100).")
    String tail;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written, until the container stops.")
    boolean follow;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "None before: 2026-11-25T07:00:00Z, seconds since 1970, or 30s, 10m, 4h, 2d ago.")
    String since;

    @Option(names = "--timestamps", description = "Put the time before each line.")
    boolean timestamps;

    @Option(names = "--json", description = "Print a JSON object for each line, those of both streams to stdout.")
    boolean json;

    LogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (tail != null && !TAIL.matcher(tail).matches()) {
            throw new ParameterException(spec.commandLine(), "--tail is a number from 0 to 9999999, or all");
        }
        ContainersApi.LogLines lines = new ContainersApi.LogLines(tail, moment(), follow);
        SmallRyeConfig config = ClientConfiguration.load();
        CommandOutput output = new CommandOutput(spec.commandLine(), surroundings);
        new LogReader(() -> new ContainersApi(AgentClient.of(options, config)), name, lines, output, surroundings)
                .printTo(new LogPrinter(spec.commandLine(), surroundings, form()));
        return ExitCodes.OK;
    }

    private LogPrinter.Form form() {
        if (json) {
            return LogPrinter.Form.JSON;
        }
        return timestamps ? LogPrinter.Form.TEXT_WITH_TIME : LogPrinter.Form.TEXT;
    }

    /** As the agent takes it; null if it was not given. */
    private String moment() {
        if (since == null || SECONDS.matcher(since).matches()) {
            return since;
        }
        Matcher ago = AGO.matcher(since);
        if (ago.matches()) {
            Duration time = UNITS.get(ago.group(2)).getDuration().multipliedBy(Long.parseLong(ago.group(1)));
            return surroundings.instant().minus(time).toString();
        }
        try {
            return Instant.parse(since).toString();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--since is a time such as 2026-11-25T07:00:00Z, seconds since 1970, or 30s, 10m, 4h, 2d ago");
        }
    }
}
