package dev.statusagent.command;

import dev.statusagent.command.policy.BuiltIns;
import dev.statusagent.command.policy.CharacterRule;
import dev.statusagent.command.policy.PathRule;
import dev.statusagent.command.policy.ProgramRule;
import dev.statusagent.command.policy.Refusal;
import dev.statusagent.command.policy.Words;
import dev.statusagent.problem.ProblemType;
import dev.statusagent.problem.StatusException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides what may run. Looks at the file system, where links lead may change: what was allowed when a command was accepted is
 * asked again when it starts.
 */
@ApplicationScoped
public class CommandPolicy {
    private static final int MOST_ARGUMENTS = 16;
    private static final int LONGEST_ARGUMENT = 4096;
    private static final int DEFAULT_LINES = 100;
    private static final int MOST_LINES = 10_000;
    private static final Pattern CONTAINER = Pattern.compile(
            "docker:(restart|stop|start|pause|unpause|inspect|logs):([A-Za-z0-9][A-Za-z0-9_.-]{0,62})(?::([1-9]\\d{0,4}))?");

    private final CharacterRule characters = new CharacterRule();
    private final PathRule paths = new PathRule();
    private final BuiltIns builtIns = new BuiltIns(paths);
    private final Set<String> allowed;

    CommandPolicy(CommandsConfig config) {
        this.allowed = config.allowed()
                .map(Set::copyOf)
                .orElseGet(() ->
                        builtIns.rules().stream().map(ProgramRule::program).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Understands a command's name, or refuses it. Blocks for as long as it takes to look at the files that it names.
     *
     * @throws StatusException {@link ProblemType#COMMAND_REFUSED} with the reason, which a stranger may read
     */
    public ParsedCommand check(String name) {
        characters.check(name);
        return name.startsWith("docker:") ? container(name) : program(Words.of(name));
    }

    private static ParsedCommand container(String name) {
        Matcher parts = CONTAINER.matcher(name);
        if (!parts.matches()) {
            throw Refusal.because("not an action on a container: docker:VERB:NAME or docker:logs:NAME:LINES");
        }
        boolean logs = parts.group(1).equals("logs");
        String given = parts.group(3);
        if (given != null && (!logs || Integer.parseInt(given) > MOST_LINES)) {
            throw Refusal.because("lines are for docker:logs, 1 to " + MOST_LINES);
        }
        int lines = given == null ? DEFAULT_LINES : Integer.parseInt(given);
        return new ParsedCommand.Container(parts.group(1), parts.group(2), logs ? lines : 0);
    }

    private ParsedCommand program(List<String> words) {
        if (words.isEmpty()) {
            throw Refusal.because("there is no program to run");
        }
        String program = words.get(0);
        if (!allowed.contains(program)) {
            throw Refusal.because("the program " + Refusal.shown(program) + " is not one of those allowed");
        }
        List<String> arguments = words.subList(1, words.size());
        checkSizes(arguments);
        arguments.forEach(paths::check);
        builtIns.rule(program).ifPresent(rule -> rule.check(arguments));
        return new ParsedCommand.Program(words);
    }

    private static void checkSizes(List<String> arguments) {
        if (arguments.size() > MOST_ARGUMENTS) {
            throw Refusal.because("more than " + MOST_ARGUMENTS + " arguments");
        }
        if (arguments.stream().anyMatch(argument -> argument.length() > LONGEST_ARGUMENT)) {
            throw Refusal.because("an argument has more than " + LONGEST_ARGUMENT + " characters");
        }
    }
}
