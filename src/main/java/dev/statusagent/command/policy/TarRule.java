package dev.statusagent.command.policy;

import static dev.statusagent.command.policy.Option.flag;
import static dev.statusagent.command.policy.Option.valued;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code tar} may be given: to create, list or extract one archive, in the open or through {@code gzip}. */
final class TarRule {
    private static final Option CREATE = flag("-c", "--create");
    private static final Option LIST = flag("-t", "--list");
    private static final Option EXTRACT = flag("-x", "--extract");
    private static final Option GET = flag("--get");
    /** A colon in the archive's name makes tar look for it on another host. */
    private static final Option FILE = valued("FILE", "[^:]+", "-f", "--file");

    private static final Option DIRECTORY = valued("DIR", "/.*", "-C", "--directory");
    private static final List<Option> MODES = List.of(CREATE, LIST, EXTRACT, GET);
    private static final List<Option> OPTIONS = Stream.concat(
                    MODES.stream(),
                    Stream.of(
                            FILE,
                            DIRECTORY,
                            flag("-z", "--gzip"),
                            flag("-v", "--verbose"),
                            flag("-k", "--keep-old-files"),
                            flag("-m", "--touch"),
                            flag("-O", "--to-stdout"),
                            flag("--no-same-owner"),
                            flag("--no-same-permissions"),
                            flag("--numeric-owner"),
                            valued("PATTERN", ".+", "--exclude"),
                            valued("N", "\\d{1,3}", "--strip-components")))
            .toList();

    private final PathRule paths;

    TarRule(PathRule paths) {
        this.paths = paths;
    }

    ProgramRule rule() {
        return new ProgramRule("tar", OPTIONS, "files", Pattern.compile(".+"), this::check);
    }

    private void check(List<String> words, Arguments arguments) {
        if (words.isEmpty() || !words.get(0).startsWith("-")) {
            throw Refusal.because("tar: the first word must be an option with its dash");
        }
        if (MODES.stream().filter(arguments::has).count() != 1) {
            throw Refusal.because("tar: exactly one of -c, -t and -x is needed");
        }
        Optional<String> archive = arguments.onlyValue(FILE);
        if (archive.isEmpty()) {
            throw Refusal.because("tar: the archive must be named with -f");
        }
        arguments.onlyValue(DIRECTORY).ifPresent(directory -> checkInside(directory, archive.get(), arguments));
    }

    /** With {@code -C} a relative path no longer begins in the command's own empty directory. */
    private void checkInside(String directory, String archive, Arguments arguments) {
        if (arguments.has(CREATE)) {
            Stream.concat(Stream.of(archive), arguments.operands().stream())
                    .filter(path -> !path.startsWith("/"))
                    .forEach(path -> paths.checkAbsolute(directory + '/' + path));
        }
        if (arguments.has(EXTRACT) || arguments.has(GET)) {
            new LinkScan(paths).check(directory);
        }
    }
}
