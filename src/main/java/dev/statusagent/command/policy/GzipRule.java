package dev.statusagent.command.policy;

import static dev.statusagent.command.policy.Option.flag;

import java.util.List;
import java.util.regex.Pattern;

/** What {@code gzip} may be given: files to compress or to decompress, one by one. */
final class GzipRule {
    /** What gzip puts behind the name of a file that it does not find; that one may be a link. */
    private static final List<String> TRIED = List.of(".gz", ".z", "-z", ".Z", "-gz", ".tgz", ".taz");

    private static final List<Option> OPTIONS = List.of(
            flag("-c", "--stdout"),
            flag("--to-stdout"),
            flag("-d", "--decompress"),
            flag("--uncompress"),
            flag("-k", "--keep"),
            flag("-l", "--list"),
            flag("-n", "--no-name"),
            flag("-q", "--quiet"),
            flag("-t", "--test"),
            flag("-v", "--verbose"),
            flag("-1", "--fast"),
            flag("-2"),
            flag("-3"),
            flag("-4"),
            flag("-5"),
            flag("-6"),
            flag("-7"),
            flag("-8"),
            flag("-9", "--best"));

    private final PathRule paths;

    GzipRule(PathRule paths) {
        this.paths = paths;
    }

    ProgramRule rule() {
        return new ProgramRule(
                "gzip",
                OPTIONS,
                "files",
                Pattern.compile(".*"),
                (words, given) -> given.operands().stream()
                        .filter(operand -> operand.startsWith("/"))
                        .forEach(this::checkOthers));
    }

    private void checkOthers(String file) {
        TRIED.forEach(suffix -> paths.checkAbsolute(file + suffix));
    }
}
