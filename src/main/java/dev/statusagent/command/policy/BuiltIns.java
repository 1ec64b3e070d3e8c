package dev.statusagent.command.policy;

import static dev.statusagent.command.policy.Option.flag;
import static dev.statusagent.command.policy.Option.optional;
import static dev.statusagent.command.policy.Option.valued;

import java.util.List;
import java.util.Optional;

/**
 * The programs that may run by default, each with its table. What can read or write elsewhere, follows links, runs another
 * program or sets the clock is in no table, and what is in no table is refused.
 */
public final class BuiltIns {
    private static final String NUMBER = "\\d{1,9}";
    private static final String ANY = ".*";

    private static final ProgramRule ECHO = new ProgramRule("echo", null, "any words", ANY);
    private static final ProgramRule SLEEP = new ProgramRule(
            "sleep",
            List.of(),
            "numbers, each with `s`, `m`, `h` or `d` behind it or not",
            NUMBER + "(\\.\\d{1,9})?[smhd]?");
    private static final ProgramRule UNAME = new ProgramRule(
            "uname",
            List.of(
                    flag("-a", "--all"),
                    flag("-s", "--kernel-name"),
                    flag("-n", "--nodename"),
                    flag("-r", "--kernel-release"),
                    flag("-v", "--kernel-version"),
                    flag("-m", "--machine"),
                    flag("-p", "--processor"),
                    flag("-i", "--hardware-platform"),
                    flag("-o", "--operating-system")),
            "none",
            "(?!)");
    private static final ProgramRule DATE = new ProgramRule(
            "date",
            List.of(
                    flag("-u", "--utc"),
                    flag("--universal"),
                    flag("-R", "--rfc-email"),
                    flag("-I"),
                    optional("FORMAT", "date|hours|minutes|seconds|ns", "--iso-8601"),
                    valued("FORMAT", "date|seconds|ns", "--rfc-3339"),
                    valued("TIME", ANY, "-d", "--date")),
            "`+FORMAT`",
            "\\+.*");
    private static final ProgramRule LS = new ProgramRule(
            "ls",
            List.of(
                    flag("-a", "--all"),
                    flag("-A", "--almost-all"),
                    flag("-l"),
                    flag("-1"),
                    flag("-h", "--human-readable"),
                    flag("-n", "--numeric-uid-gid"),
                    flag("-i", "--inode"),
                    flag("-s", "--size"),
                    flag("-d", "--directory"),
                    flag("-F", "--classify"),
                    flag("-R", "--recursive"),
                    flag("-r", "--reverse"),
                    flag("-t"),
                    flag("-S"),
                    flag("-X"),
                    flag("-U"),
                    flag("-c"),
                    flag("-u"),
                    flag("--full-time"),
                    flag("--group-directories-first"),
                    valued("KEY", "none|size|time|version|extension", "--sort"),
                    optional("WHEN", "never|auto|always", "--color")),
            "files",
            ANY);
    private static final ProgramRule DF = new ProgramRule(
            "df",
            List.of(
                    flag("-a", "--all"),
                    flag("-h", "--human-readable"),
                    flag("-H", "--si"),
                    flag("-i", "--inodes"),
                    flag("-k"),
                    flag("-l", "--local"),
                    flag("-P", "--portability"),
                    flag("-T", "--print-type"),
                    flag("--total"),
                    optional("FIELDS", "[a-z,]{1,100}", "--output")),
            "files",
            ANY);
    private static final ProgramRule DU = new ProgramRule(
            "du",
            List.of(
                    flag("-a", "--all"),
                    flag("-b", "--bytes"),
                    flag("-c", "--total"),
                    flag("-h", "--human-readable"),
                    flag("-k"),
                    flag("-m"),
                    flag("-s", "--summarize"),
                    flag("-S", "--separate-dirs"),
                    flag("-x", "--one-file-system"),
                    flag("--apparent-size"),
                    flag("--inodes"),
                    flag("--si"),
                    valued("N", NUMBER, "-d", "--max-depth")),
            "files",
            ANY);
    private final List<ProgramRule> rules;

    public BuiltIns(PathRule paths) {
        this.rules =
                List.of(ECHO, SLEEP, LS, new TarRule(paths).rule(), new GzipRule(paths).rule(), UNAME, DATE, DF, DU);
    }

    /** In the order of the documentation. */
    public List<ProgramRule> rules() {
        return rules;
    }

    /** The rule for the program of exactly this name. */
    public Optional<ProgramRule> rule(String program) {
        return rules.stream().filter(rule -> rule.program().equals(program)).findFirst();
    }
}
